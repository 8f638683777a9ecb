package dev.hcpferry.benchmark.subject;

import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.lab.server.EtcdServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** An etcd as that of a hosted cluster: its pod, and the Secret and the ConfigMap that its clients need. */
public record HostedEtcd(EtcdServer etcd, HostedClusterRef hostedCluster) {

    /** Writes it into a management cluster. */
    public void describeIn(KubernetesClient client) {
        HostedClusterObjects objects = new HostedClusterObjects(hostedCluster);
        Population population = new Population(client);
        population.create(objects.namespaces());
        population.create(List.of(objects.hostedCluster()));
        client.resource(credentials()).create();
        client.resource(authority()).create();
        client.resource(pod()).create();
        client.resource(pod()).updateStatus();
    }

    private Secret credentials() {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(hostedCluster.controlPlaneNamespace())
                .withName("etcd-client-tls")
                .endMetadata()
                .addToData("etcd-client.crt", base64(etcd.identity().certificate()))
                .addToData("etcd-client.key", base64(etcd.identity().key()))
                .build();
    }

    private ConfigMap authority() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(hostedCluster.controlPlaneNamespace())
                .withName("etcd-ca")
                .endMetadata()
                .addToData("ca.crt", etcd.authority())
                .build();
    }

    private Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(hostedCluster.controlPlaneNamespace())
                .withName("etcd-0")
                .addToLabels("app", "etcd")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("etcd")
                .addNewPort()
                .withName("client")
                .withContainerPort(etcd.port())
                .endPort()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPodIP("127.0.0.1")
                .endStatus()
                .build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
