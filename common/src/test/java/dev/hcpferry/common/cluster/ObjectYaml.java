package dev.hcpferry.common.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Kubernetes objects of tests, written as YAML. */
public final class ObjectYaml {
    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ObjectYaml() {}

    public static KubernetesObject object(String yaml) {
        try {
            ObjectNode json = (ObjectNode) MAPPER.readTree(yaml);
            String apiVersion = json.path("apiVersion").asText();
            String kind = json.path("kind").asText();
            return new KubernetesObject(
                    ResourceKind.of(apiVersion, kind)
                            .orElseThrow(() -> new IllegalArgumentException("unknown kind " + apiVersion + " " + kind)),
                    json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static KubernetesObject resource(String path) {
        return object(read(path));
    }

    /** The objects of a file with several. */
    public static List<KubernetesObject> resources(String path) {
        return Stream.of(read(path).split("(?m)^---$")).map(ObjectYaml::object).toList();
    }

    private static String read(String path) {
        try (InputStream file =
                Objects.requireNonNull(ObjectYaml.class.getClassLoader().getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** With sorted keys, so that two equal objects give the same text. */
    public static String write(KubernetesObject object) {
        try {
            return MAPPER.writeValueAsString(MAPPER.convertValue(object.json(), Map.class));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
