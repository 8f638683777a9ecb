package dev.hcpferry.common.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.BackOff;
import dev.hcpferry.common.phase.Direction;
import dev.hcpferry.common.phase.FakeStep;
import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.PhaseRunner;
import dev.hcpferry.common.phase.StepResult;
import dev.hcpferry.common.phase.SystemTime;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhaseTracingTest {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final Spans spans = new Spans();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final MigrationTraces traces = new MigrationTraces();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void phaseAndItsSteps_areSpansBelowTheContextOfTheRequest() {
        traces.join(EventSamples.ID, TRACEPARENT);

        run(Phase.<List<String>>named(PhaseName.BACKUP)
                .then(FakeStep.done("first"))
                .sideBySide(Phase.branch(FakeStep.done("here")), Phase.branch(FakeStep.done("there")))
                .build());

        SpanData phase = spans.named("backup");
        assertThat(phase.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(phase.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(phase.getAttributes().get(AttributeKey.stringKey("hcpferry.outcome")))
                .isEqualTo("completed");
        assertThat(spans.ended)
                .filteredOn(span -> !span.equals(phase))
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("first", "here", "there");
        assertThat(spans.ended)
                .filteredOn(span -> !span.equals(phase))
                .allSatisfy(step -> assertThat(step.getParentSpanId()).isEqualTo(phase.getSpanId()));
    }

    @Test
    void failure_isTheErrorOfStepAndPhase() {
        run(Phase.<List<String>>named(PhaseName.BACKUP)
                .then(new FakeStep(
                        "fails", () -> StepResult.failed(ReasonCode.SNAPSHOT_FAILED, "the stream broke", "retry")))
                .build());

        assertThat(spans.ended).hasSize(2).allSatisfy(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(span.getStatus().getDescription()).contains("SNAPSHOT_FAILED", "the stream broke");
        });
    }

    @Test
    void rerunInAnotherProcess_joinsTheSameTrace() {
        Phase<List<String>> phase = Phase.<List<String>>named(PhaseName.BACKUP)
                .then(FakeStep.done("first"))
                .build();
        run(phase);
        run(phase, new MigrationTraces());

        assertThat(spans.ended)
                .hasSize(4)
                .extracting(SpanData::getTraceId)
                .containsOnly(spans.ended.getFirst().getTraceId());
    }

    private void run(Phase<List<String>> phase) {
        run(phase, traces);
    }

    private void run(Phase<List<String>> phase, MigrationTraces joined) {
        PhaseTracing tracing = new PhaseTracing(provider.get("test"), joined);
        Instant now = Instant.now();
        BackOff backOff = new BackOff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1));
        new PhaseRunner(new SystemTime(), backOff, List.of(tracing))
                .run(
                        phase,
                        new CopyOnWriteArrayList<>(),
                        new PhaseRun(
                                EventSamples.ID,
                                EventSamples.HOSTED_CLUSTER,
                                PhaseName.BACKUP,
                                now,
                                now.plusSeconds(60),
                                1,
                                Direction.FORWARD,
                                false));
    }

    /** Keeps the spans that have ended. */
    private static final class Spans implements SpanExporter {
        private final List<SpanData> ended = new CopyOnWriteArrayList<>();

        SpanData named(String name) {
            return ended.stream()
                    .filter(span -> span.getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
