package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.object.Thing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names and rules that HyperShift's operators share. */
final class HyperShift {

    static final String FINALIZER = "hypershift.openshift.io/finalizer";
    static final String OIDC_FINALIZER = "hypershift.io/aws-oidc-discovery";
    static final String COMPONENT_FINALIZER = "hypershift.openshift.io/component-finalizer";
    static final String OPERATOR_ENDPOINT_FINALIZER = "hypershift.openshift.io/hypershift-operator-finalizer";
    static final String ENDPOINT_FINALIZER = "hypershift.openshift.io/control-plane-operator-finalizer";
    static final String REFERENCED = "referenced-resource.hypershift.openshift.io/";
    static final String NODE_POOL = "hypershift.openshift.io/nodePool";
    static final String HOSTED_CLUSTER = "hypershift.openshift.io/cluster";
    static final String CLEANUP = "hypershift.openshift.io/cleanup-cloud-resources";
    static final String CONTROL_PLANE_OPERATOR = "control-plane-operator";
    static final String CLUSTER_API = "cluster-api";
    static final String CAPI_PROVIDER = "capi-provider";

    /** Deployments that the hypershift-operator itself keeps in a control-plane namespace. */
    static final List<String> OWN_DEPLOYMENTS = List.of(CLUSTER_API, CAPI_PROVIDER, CONTROL_PLANE_OPERATOR);
    /** Those of them whose finalizer it alone takes off. */
    static final List<String> HELD_DEPLOYMENTS = List.of(CLUSTER_API, CAPI_PROVIDER);

    private static final Set<String> TRUE = Set.of("1", "t", "true");

    private HyperShift() {}

    /** {@code spec.pausedUntil} is a boolean or a time; anything else is not a pause. */
    static boolean isPaused(Thing thing) {
        String until = thing.text("/spec/pausedUntil");
        if (TRUE.contains(until.toLowerCase(Locale.ROOT))) {
            return true;
        }
        try {
            return Instant.parse(until).isAfter(Instant.now());
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    static String controlPlaneNamespace(Thing hostedCluster) {
        return hostedCluster.namespace() + "-" + hostedCluster.name().replace('.', '-');
    }

    static String key(Thing thing) {
        return thing.namespace() + "/" + thing.name();
    }
}
