package dev.hcpferry.common.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hcpferry.common.event.EventJson;
import dev.hcpferry.common.tracking.TrackedMigration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationViewTest {

    @Test
    void migrationThatHasNotBegun_hasAListOfNoPhases() {
        TrackedMigration requested = new TrackedMigration(
                "m-1", Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), Instant.EPOCH);

        JsonNode view = EventJson.MAPPER.valueToTree(MigrationView.whole(requested));

        assertThat(view.path("phases").isArray()).isTrue();
        assertThat(view.path("phases")).isEmpty();
        assertThat(view.has("commands")).isFalse();
    }
}
