package dev.hcpferry.common.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTracesTest {
    private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String OTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final MigrationTraces traces = new MigrationTraces();

    @Test
    void traceOfTheFirstRecord_isPassedOn() {
        traces.join("dr-1", GIVEN);
        traces.join("dr-1", OTHER);

        assertThat(traces.traceparent("dr-1")).isEqualTo(GIVEN);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-00000000000000000000000000000000-0000000000000000-01"})
    void recordWithoutATrace_getsTheOneOfItsMigration(@Nullable String header) {
        traces.join("dr-1", header);

        assertThat(traces.traceparent("dr-1"))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .isEqualTo(new MigrationTraces().traceparent("dr-1"));
    }

    @Test
    void migrations_haveTracesOfTheirOwn() {
        assertThat(traces.traceparent("dr-1")).isNotEqualTo(traces.traceparent("dr-2"));
    }

    @Test
    void requestOverHttp_givesItsTraceAlthoughNothingRecordsSpans() {
        traces.joinCaller("dr-1", GIVEN);

        assertThat(traces.traceparent("dr-1")).isEqualTo(GIVEN);
    }
}
