package dev.hcpferry.simulation.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When something was away. */
public final class Outages {
    private final List<Outage> past = new ArrayList<>();
    private @Nullable Instant since;

    public synchronized void begin(Instant now) {
        if (since == null) {
            since = now;
        }
    }

    public synchronized void end(Instant now) {
        if (since != null) {
            past.add(new Outage(since, now));
            since = null;
        }
    }

    public synchronized boolean lasts() {
        return since != null;
    }

    /** How long it has been away by now. */
    public synchronized Duration lastingFor(Instant now) {
        return since == null ? Duration.ZERO : Duration.between(since, now);
    }

    /** Whether it was away for so long at a time, counted from then at the earliest. */
    public synchronized boolean reached(Duration length, Instant from, Instant now) {
        boolean once = past.stream()
                .filter(outage -> outage.end.isAfter(from))
                .anyMatch(outage -> length(from, outage.begin, outage.end).compareTo(length) >= 0);
        return once || (since != null && length(from, since, now).compareTo(length) >= 0);
    }

    private static Duration length(Instant from, Instant begin, Instant end) {
        return Duration.between(begin.isBefore(from) ? from : begin, end);
    }

    private record Outage(Instant begin, Instant end) {}
}
