package dev.hcpferry.launcher.display;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Draws the three phases: those that are over or still to come as one line, the one that runs with its steps. Pure. */
record Picture(String title, Duration since, Vitals vitals) {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle STRONG = PLAIN.bold();
    private static final AttributedStyle FAINT = PLAIN.faint();
    private static final AttributedStyle GOOD = PLAIN.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle BUSY = PLAIN.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle BAD =
            PLAIN.foreground(AttributedStyle.RED).bold();
    /** Title, vitals and the lines between. */
    private static final int FRAME = 4;

    /** Never more than {@code height} lines of {@code width} columns: of many steps the last ones are shown. */
    List<AttributedString> draw(Collection<PhaseBoard> phases, Instant now, int width, int height) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(text(STRONG, title, FAINT, "   " + seconds(since)));
        lines.add(vitalsLine());
        lines.add(AttributedString.EMPTY);
        int room = Math.max(1, height - FRAME - phases.size());
        for (PhaseBoard phase : phases) {
            lines.add(phaseLine(phase, now));
            if (phase.running()) {
                List<StepRow> rows = phase.rows();
                rows.subList(Math.max(0, rows.size() - room), rows.size())
                        .forEach(row -> lines.add(stepLine(row, now)));
            }
        }
        return lines.stream().map(line -> line.columnSubSequence(0, width)).toList();
    }

    private AttributedString vitalsLine() {
        AttributedStyle style = vitals.answers() ? GOOD : BAD;
        return text(
                PLAIN,
                "guest API ",
                style,
                vitals.answers() ? "up on " + vitals.home() : "down",
                PLAIN,
                "   away so far " + seconds(vitals.away()) + "   nodes ready ",
                vitals.readyNodes() == vitals.nodes() ? GOOD : BUSY,
                vitals.readyNodes() + " of " + vitals.nodes());
    }

    private static AttributedString phaseLine(PhaseBoard phase, Instant now) {
        String name = String.format("%-8s ", phase.name());
        if (!phase.begunYet()) {
            return text(FAINT, "· " + name);
        }
        String count =
                String.format("%2d of %d steps  %8s", phase.stepsEnded(), phase.steps(), seconds(phase.took(now)));
        if (phase.running()) {
            return text(BUSY, "▶ " + name, PLAIN, count);
        }
        String state = "  " + phase.state().toLowerCase(Locale.ROOT) + " ";
        return phase.state().equals("COMPLETED")
                ? text(GOOD, "✔ " + name, PLAIN, count, FAINT, state)
                : text(BAD, "✖ " + name, PLAIN, count, BAD, state, PLAIN, phase.message());
    }

    private static AttributedString stepLine(StepRow row, Instant now) {
        String words = String.format("%-34s %8s  ", row.name(), seconds(row.took(now)));
        return row.running()
                ? text(BUSY, "    ▶ ", PLAIN, words, BUSY, row.message())
                : text(GOOD, "    ✔ ", PLAIN, words, FAINT, row.message());
    }

    private static AttributedString text(Object... stylesAndWords) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        for (int i = 0; i < stylesAndWords.length; i += 2) {
            line.styled((AttributedStyle) stylesAndWords[i], (String) stylesAndWords[i + 1]);
        }
        return line.toAttributedString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
