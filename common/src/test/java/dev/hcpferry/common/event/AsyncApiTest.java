package dev.hcpferry.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {
    private static final Path EVENTS = Path.of("..", "docs", "events");

    @Test
    void everyTopicIsDescribed() throws IOException {
        List<String> addresses = new ArrayList<>();
        document()
                .path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::topic).toList());
    }

    @Test
    void everyTypeOfEventIsDescribed() throws IOException {
        List<String> names = new ArrayList<>();
        document()
                .at("/components/messages")
                .forEach(message -> names.add(message.path("name").asText()));

        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::ceType).toList());
    }

    @ParameterizedTest
    @EnumSource
    void messageRefersToTheSchemaThatValidatesIt(EventType type) throws IOException {
        for (JsonNode message : document().at("/components/messages")) {
            if (type.ceType().equals(message.path("name").asText())) {
                assertThat(message.at("/payload/schema/$ref").asText()).isEqualTo("./" + type.schemaFile());
            }
        }
        assertThat(EVENTS.resolve(type.schemaFile())).exists();
    }

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(Files.readString(EVENTS.resolve("asyncapi.yaml")));
    }
}
