package dev.hcpferry.lab.cluster;

import dev.hcpferry.lab.apiserver.ApiResource;
import dev.hcpferry.lab.object.Kind;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The smallest CustomResourceDefinitions with which a real API server serves the lab's kinds: any fields, and a status of its
 * own. What HyperShift's own definitions forbid beyond that is not checked.
 */
final class Definitions {

    private static final int PATIENCE_SECONDS = 30;

    private final KubernetesClient client;

    Definitions(KubernetesClient client) {
        this.client = client;
    }

    /** They are served when it returns. */
    void install(Collection<Kind> kinds) {
        kinds.stream()
                .map(Kind::resource)
                .filter(ApiResource::custom)
                .map(Definitions::definition)
                .map(definition -> client.resource(definition).create())
                .toList()
                .forEach(definition -> client.resource(definition)
                        .waitUntilCondition(Definitions::isEstablished, PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private static CustomResourceDefinition definition(ApiResource resource) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(resource.qualifiedPlural())
                .endMetadata()
                .withNewSpec()
                .withGroup(resource.group())
                .withScope(resource.namespaced() ? "Namespaced" : "Cluster")
                .withNewNames()
                .withKind(resource.kind())
                .withListKind(resource.kind() + "List")
                .withPlural(resource.plural())
                .withSingular(resource.kind().toLowerCase(Locale.ROOT))
                .endNames()
                .withVersions(version(resource))
                .endSpec()
                .build();
    }

    private static CustomResourceDefinitionVersion version(ApiResource resource) {
        return new CustomResourceDefinitionVersionBuilder()
                .withName(resource.version())
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withOpenAPIV3Schema(new JSONSchemaPropsBuilder()
                        .withType("object")
                        .withXKubernetesPreserveUnknownFields(true)
                        .build())
                .endSchema()
                .withNewSubresources()
                .withNewStatus()
                .endStatus()
                .endSubresources()
                .build();
    }
}
