package dev.hcpferry.common.tracing;

import dev.hcpferry.common.phase.Phase;
import dev.hcpferry.common.phase.PhaseListener;
import dev.hcpferry.common.phase.PhaseOutcome;
import dev.hcpferry.common.phase.PhaseRun;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** A span for each run of a phase, in the trace of its migration, and below it one for each step. */
@ApplicationScoped
public class PhaseTracing implements PhaseListener {
    private static final String OUTCOME = "hcpferry.outcome";
    /** The key of log lines by which tools find the trace. */
    private static final String TRACE_ID = "traceId";

    private final Tracer tracer;
    private final MigrationTraces traces;
    private final Map<PhaseRun, Span> phases = new ConcurrentHashMap<>();
    private final Map<StepOfRun, Span> steps = new ConcurrentHashMap<>();

    public PhaseTracing(Tracer tracer, MigrationTraces traces) {
        this.tracer = tracer;
        this.traces = traces;
    }

    @Override
    public void phaseStarted(PhaseRun run, Phase<?> phase) {
        Span span = identify(tracer.spanBuilder(run.phase().label()), run)
                .setParent(traces.parentOf(run.migrationId()))
                .setAttribute("hcpferry.attempt", run.attempt())
                .startSpan();
        phases.put(run, span);
        MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
    }

    @Override
    public void stepStarted(PhaseRun run, String step, int index) {
        Span span = identify(tracer.spanBuilder(step), run)
                .setParent(Context.root().with(phases.getOrDefault(run, Span.getInvalid())))
                .setAttribute("hcpferry.step", step)
                .startSpan();
        steps.put(new StepOfRun(run, index), span);
        MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
    }

    @Override
    public void stepEnded(PhaseRun run, String step, int index, StepOutcome outcome, String detail, Duration took) {
        Span span = steps.remove(new StepOfRun(run, index));
        if (span != null) {
            end(span, outcome.name().toLowerCase(Locale.ROOT), outcome == StepOutcome.FAILED ? detail : null);
        }
    }

    @Override
    public void phaseEnded(PhaseRun run, PhaseOutcome outcome, Duration took) {
        Span span = phases.remove(run);
        if (span != null) {
            end(
                    span,
                    outcome.label(),
                    outcome instanceof PhaseOutcome.Failed failed ? failed.reason() + ": " + failed.message() : null);
        }
    }

    private static SpanBuilder identify(SpanBuilder builder, PhaseRun run) {
        return builder.setAttribute("hcpferry.migration", run.migrationId())
                .setAttribute("hcpferry.hosted_cluster", run.hostedCluster().subject())
                .setAttribute("hcpferry.phase", run.phase().label());
    }

    private static void end(Span span, String outcome, @Nullable String error) {
        span.setAttribute(OUTCOME, outcome);
        if (error != null) {
            span.setStatus(StatusCode.ERROR, error);
        }
        span.end();
    }

    private record StepOfRun(PhaseRun run, int index) {}
}
