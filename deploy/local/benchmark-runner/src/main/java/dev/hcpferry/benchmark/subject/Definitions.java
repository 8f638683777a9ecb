package dev.hcpferry.benchmark.subject;

import dev.hcpferry.common.cluster.ResourceKind;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** CustomResourceDefinitions that take anything, for the kinds that an API server does not know by itself. */
public final class Definitions {
    private Definitions() {}

    /** Returns when all are served. */
    public static void create(KubernetesClient client) {
        Population population = new Population(client);
        Stream.of(ResourceKind.values())
                .filter(kind -> !population.isPossible(kind))
                .map(Definitions::of)
                .map(definition -> client.resource(definition).create())
                .toList()
                .forEach(definition ->
                        client.resource(definition).waitUntilCondition(Definitions::established, 30, TimeUnit.SECONDS));
    }

    private static CustomResourceDefinition of(ResourceKind kind) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(kind.plural() + "." + kind.group())
                .endMetadata()
                .withNewSpec()
                .withGroup(kind.group())
                .withScope(kind.namespaced() ? "Namespaced" : "Cluster")
                .withNewNames()
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withSingular(kind.kind().toLowerCase(Locale.ROOT))
                .endNames()
                .addNewVersion()
                .withName(kind.version())
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }

    private static boolean established(CustomResourceDefinition definition) {
        return definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
