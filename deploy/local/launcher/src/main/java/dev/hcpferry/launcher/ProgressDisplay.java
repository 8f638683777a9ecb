package dev.hcpferry.launcher;

import dev.hcpferry.lab.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows progress as it comes, a line for each change: time, phase, step, what it waits for, and where the guest API is served. */
final class ProgressDisplay {
    private final PrintStream out;
    private final Lab lab;
    private final Instant begun = Instant.now();
    private final Set<String> shown = new HashSet<>();

    ProgressDisplay(PrintStream out, Lab lab) {
        this.out = out;
        this.lab = lab;
    }

    void show(Event event) {
        if (event.topic().equals("hcp-migration-progress")) {
            showProgress(event);
        } else if (!event.topic().equals("hcp-migration-requested")) {
            line("", "", "event " + event.topic());
        }
    }

    private void showProgress(Event event) {
        String state = event.data().path("state").asText();
        String step = event.data().path("step").asText(state.toLowerCase(Locale.ROOT));
        String message = event.data().path("message").asText();
        String text = event.data().path("phase").asText() + step + message;
        boolean news = shown.add(text) && !message.isEmpty();
        if (news || !"RUNNING".equals(state)) {
            line(event.data().path("phase").asText(), step, message);
        }
    }

    private void line(String phase, String step, String message) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        List<String> serving = lab.servingClusters();
        out.printf(
                "%6.1f s  %-8s %-32s guest API %-8s %s%n",
                seconds, phase, step, serving.isEmpty() ? "down" : String.join("+", serving), message);
    }
}
