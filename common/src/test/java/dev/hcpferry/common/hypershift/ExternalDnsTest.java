package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.ObjectYaml;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExternalDnsTest {
    private final InMemoryManagementCluster cluster = new InMemoryManagementCluster("mgmt-a");

    @Test
    void besideTheOperator_isFoundAndRead() {
        deploy("hypershift", "external-dns", "registry.example.test/dns", 1);
        deploy("kube-system", "external-dns-internal", "registry.example.test/dns", 1);

        List<ExternalDns> found = ExternalDns.on(cluster);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().ownerId()).contains("owner-1");
        assertThat(found.getFirst().runs()).isTrue();
        assertThat(found.getFirst().covers("api.ext.example.test")).isTrue();
        assertThat(found.getFirst().covers("api.next.example.test")).isFalse();
    }

    @Test
    void elsewhereUnderAnotherName_isFoundByItsImage() {
        deploy("hypershift", "operator", "registry.example.test/hypershift", 1);
        deploy("networking", "dns-publisher", "registry.example.test/external-dns:0.15", 0);

        List<ExternalDns> found = ExternalDns.on(cluster);

        assertThat(found).extracting(one -> one.deployment().name()).containsExactly("dns-publisher");
        assertThat(found.getFirst().runs()).isFalse();
    }

    @Test
    void nothingOfTheKind_isEmpty() {
        deploy("hypershift", "operator", "registry.example.test/hypershift", 1);

        assertThat(ExternalDns.on(cluster)).isEmpty();
    }

    private void deploy(String namespace, String name, String image, int available) {
        cluster.createIfAbsent(ObjectYaml.object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: %s, name: %s}
                spec:
                  template:
                    spec:
                      containers:
                      - name: main
                        image: "%s"
                        args: [--domain-filter=ext.example.test, --txt-owner-id=owner-1]
                status: {availableReplicas: %d}
                """.formatted(namespace, name, image, available)));
    }
}
