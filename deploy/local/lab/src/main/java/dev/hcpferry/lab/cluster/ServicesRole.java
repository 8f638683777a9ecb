package dev.hcpferry.lab.cluster;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the services may do on a management cluster: the role of {@code deploy/kubernetes/management-cluster}, and no more. */
final class ServicesRole {

    private static final String FILE = "/management-cluster/cluster-role.yaml";
    private static final String API_GROUP = "rbac.authorization.k8s.io";

    private ServicesRole() {}

    static void grant(KubernetesClient client) {
        try (InputStream role = requireNonNull(ServicesRole.class.getResourceAsStream(FILE), FILE)) {
            client.load(role).create();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        client.resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(Entrance.SERVICES)
                        .endMetadata()
                        .withNewRoleRef(API_GROUP, "ClusterRole", "hcp-ferry")
                        .addNewSubject(API_GROUP, "User", Entrance.SERVICES, null)
                        .build())
                .create();
    }
}
