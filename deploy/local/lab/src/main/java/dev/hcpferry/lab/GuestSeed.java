package dev.hcpferry.lab;

import dev.hcpferry.lab.guest.GuestNodes;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Template;
import dev.hcpferry.lab.object.Thing;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** What a hosted cluster holds from its first day on. */
record GuestSeed(HostedClusterNames names, KubernetesClient guest) {

    /** Its objects are there, and a node for every machine, when it returns. */
    void plant(GuestNodes nodes, List<Thing> machines) {
        try (Objects objects = new Objects(guest, Kind.ofGuest())) {
            for (String namespace : List.of("default", "kube-system")) {
                objects.ensure(Thing.named(Kind.NAMESPACE, "", namespace));
            }
            Template.load("fixture/guest.yaml")
                    .render(Map.of("clusterId", names.infraId()))
                    .forEach(objects::create);
        }
        machines.forEach(this::register);
        nodes.start();
    }

    private void register(Thing machine) {
        guest.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("ip-" + machine.name() + ".ec2.internal")
                        .addToLabels("node-role.kubernetes.io/worker", "")
                        .endMetadata()
                        .withNewSpec()
                        .withProviderID(machine.text("/spec/providerID"))
                        .endSpec()
                        .build())
                .create();
    }
}
