package dev.hcpferry.common.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingSwitchTest {
    private static final String COLLECTOR = "http://collector.example.test:4317";

    @Test
    void withoutACollector_tracingIsOff() {
        assertThat(disabled(Map.of())).isTrue();
    }

    @Test
    void withACollector_tracingIsOn() {
        assertThat(disabled(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR))).isFalse();
    }

    @Test
    void explicitSwitch_wins() {
        assertThat(disabled(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR, "OTEL_SDK_DISABLED", "true")))
                .isTrue();
        assertThat(disabled(Map.of("quarkus.otel.sdk.disabled", "false"))).isFalse();
    }

    private static boolean disabled(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withInterceptors(new TracingSwitch())
                .withDefaultValue("quarkus.otel.sdk.disabled", "false")
                .withSources(new PropertiesConfigSource(settings, "test", 300))
                .build()
                .getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }
}
