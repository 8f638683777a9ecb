package dev.hcpferry.common.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trace that each migration belongs to: the one that its first record names, else one made from its id. So every service, and
 * every rerun after a crash, finds the same trace without keeping anything. Works, and passes traces on, with tracing switched off too.
 * Safe for threads.
 */
@ApplicationScoped
public class MigrationTraces {
    /** The header of records and of HTTP requests, as W3C Trace Context defines it. */
    public static final String HEADER = "traceparent";

    private static final int REMEMBERED = 10_000;
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final Map<String, SpanContext> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SpanContext> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** The migration joins the trace of this header, unless it has one already or the header names none. */
    public void join(String migrationId, @Nullable String traceparent) {
        join(migrationId, read(traceparent));
    }

    /** The migration joins the trace of the HTTP request that asks for it. */
    public void joinCaller(String migrationId, @Nullable String traceparent) {
        SpanContext serving = Span.current().getSpanContext();
        join(migrationId, serving.isValid() ? serving : read(traceparent));
    }

    /** What spans of this migration are children of. */
    public Context parentOf(String migrationId) {
        SpanContext parent = known.get(migrationId);
        return Context.root().with(Span.wrap(parent == null ? madeFrom(migrationId) : parent));
    }

    /** The header that the migration's records carry. */
    public String traceparent(String migrationId) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(parentOf(migrationId), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name, value);
            }
        });
        return headers.getOrDefault(HEADER, "");
    }

    private void join(String migrationId, SpanContext trace) {
        if (trace.isValid()) {
            known.putIfAbsent(migrationId, trace);
        }
    }

    private static SpanContext read(@Nullable String traceparent) {
        Map<String, String> headers = traceparent == null ? Map.of() : Map.of(HEADER, traceparent);
        return Span.fromContext(W3C.extract(Context.root(), headers, TraceHeaders.INSTANCE))
                .getSpanContext();
    }

    private static SpanContext madeFrom(String migrationId) {
        try {
            String digest = HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(migrationId.getBytes(StandardCharsets.UTF_8)));
            return SpanContext.createFromRemoteParent(
                    digest.substring(0, 32),
                    digest.substring(32, 48),
                    TraceFlags.getSampled(),
                    TraceState.getDefault());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
