package dev.hcpferry.launcher.display;

import dev.hcpferry.launcher.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** A line for each change: time, phase, step, whether and where the guest API answers, what the step says. */
final class PlainDisplay implements ProgressDisplay {
    private final PrintStream out;
    private final Supplier<Vitals> vitals;
    private final Instant begun = Instant.now();
    private final Set<String> shown = new HashSet<>();

    PlainDisplay(PrintStream out, Supplier<Vitals> vitals) {
        this.out = out;
        this.vitals = vitals;
    }

    @Override
    public synchronized void show(Event event) {
        if (event.topic().equals(Event.PROGRESS)) {
            showProgress(event);
        } else if (!event.topic().equals(Event.REQUESTED)) {
            line("", "", "event " + event.topic());
        }
    }

    @Override
    public void close() {}

    private void showProgress(Event event) {
        String state = event.text("state");
        String step = event.data().path("step").asText(state.toLowerCase(Locale.ROOT));
        String message = event.text("message");
        boolean news = shown.add(event.text("phase") + step + message) && !message.isEmpty();
        if (news || !"RUNNING".equals(state)) {
            line(event.text("phase"), step, message);
        }
    }

    private void line(String phase, String step, String message) {
        Vitals now = vitals.get();
        out.printf(
                "%6.1f s  %-8s %-32s guest API %-8s %s%n",
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                phase,
                step,
                now.answers() ? now.home() : "down",
                message);
    }
}
