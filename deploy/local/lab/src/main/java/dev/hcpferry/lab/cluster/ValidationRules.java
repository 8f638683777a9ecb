package dev.hcpferry.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.Violation;
import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.apiserver.Admission;
import dev.hcpferry.lab.apiserver.ApiProblem;
import dev.hcpferry.lab.apiserver.ApiResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of HyperShift's CustomResourceDefinitions that a migration can break. */
final class ValidationRules implements Admission {

    private static final String RESTORE_URL = "/spec/etcd/managed/storage/restoreSnapshotURL";
    private static final int URL_LENGTH = 1024;
    private static final List<String> OF_HOSTED_CLUSTER = List.of(
            "/spec/services",
            "/spec/clusterID",
            "/spec/infraID",
            "/spec/controllerAvailabilityPolicy",
            "/spec/issuerURL",
            "/spec/fips",
            "/spec/olmCatalogPlacement",
            "/spec/capabilities",
            "/spec/dns/baseDomain",
            "/spec/networking",
            "/spec/platform/type",
            "/spec/etcd/managementType",
            "/spec/etcd/managed/storage/persistentVolume");
    private static final List<String> OF_NODE_POOL =
            List.of("/spec/clusterName", "/spec/arch", "/spec/management/upgradeType", "/spec/platform/type");

    private final String cluster;
    private final Violations violations;

    ValidationRules(String cluster, Violations violations) {
        this.cluster = cluster;
        this.violations = violations;
    }

    @Override
    public void check(ApiResource resource, @Nullable ObjectNode before, ObjectNode after) {
        switch (resource.kind()) {
            case "HostedCluster", "HostedControlPlane" -> {
                checkUrl(resource, after);
                checkImmutable(resource, before, after, List.of(RESTORE_URL));
                if (resource.kind().equals("HostedCluster")) {
                    checkImmutable(resource, before, after, OF_HOSTED_CLUSTER);
                }
            }
            case "NodePool" -> checkImmutable(resource, before, after, OF_NODE_POOL);
            default -> {}
        }
    }

    private static void checkUrl(ApiResource resource, ObjectNode after) {
        JsonNode urls = after.at(RESTORE_URL);
        String url = urls.path(0).asText("https://");
        if (urls.size() > 1 || url.length() > URL_LENGTH || !url.matches("(https|s3)://.*")) {
            throw ApiProblem.invalid(
                    resource, name(after), "spec.etcd.managed.storage.restoreSnapshotURL: Invalid value");
        }
    }

    private void checkImmutable(
            ApiResource resource, @Nullable ObjectNode before, ObjectNode after, List<String> fields) {
        if (before == null) {
            return;
        }
        for (String field : fields) {
            if (!before.at(field).equals(after.at(field))) {
                String what = resource.kind() + " " + name(after) + ": "
                        + field.substring(1).replace('/', '.') + " cannot be added, changed or removed after creation";
                violations.add(Violation.Kind.IMMUTABLE_FIELD_CHANGED, cluster, what);
                throw ApiProblem.invalid(resource, name(after), what);
            }
        }
    }

    private static String name(ObjectNode object) {
        return object.at("/metadata/name").asText();
    }
}
