package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Template;
import dev.hcpferry.lab.object.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The routes of a control plane: external names as its services give them, internal ones for private access. */
final class Routes {

    private static final Template ROUTE = Template.load("operator/route.yaml");
    private static final Map<String, List<String>> BY_SERVICE = Map.of(
            "APIServer", List.of("kube-apiserver", "kube-apiserver"),
            "OAuthServer", List.of("oauth", "oauth-openshift"),
            "Konnectivity", List.of("konnectivity-server", "konnectivity-server"),
            "Ignition", List.of("ignition-server", "ignition-server-proxy"));

    private Routes() {}

    static List<Thing> of(Thing hcp, String router) {
        List<Thing> routes = new ArrayList<>();
        for (JsonNode service : hcp.at("/spec/services")) {
            List<String> names = BY_SERVICE.getOrDefault(service.path("service").asText(), List.of());
            String host =
                    service.at("/servicePublishingStrategy/route/hostname").asText();
            if (!names.isEmpty() && !host.isEmpty()) {
                routes.add(route(hcp, names.getFirst(), host, names.getLast(), router));
            }
        }
        if (isPrivate(hcp)) {
            String host = "api." + hcp.name() + ".hypershift.local";
            Thing internal = route(hcp, "kube-apiserver-internal", host, "kube-apiserver", router);
            internal.json().withObject("/metadata/labels").put("hypershift.openshift.io/internal-route", "true");
            routes.add(internal);
        }
        return routes;
    }

    static boolean isPrivate(Thing hcp) {
        return !hcp.text("/spec/platform/aws/endpointAccess").equals("Public");
    }

    private static Thing route(Thing hcp, String name, String host, String service, String router) {
        return ROUTE.renderOne(Map.of(
                        "namespace", hcp.namespace(), "name", name, "host", host, "service", service, "router", router))
                .withOwners(OwnerReference.controller(hcp));
    }
}
