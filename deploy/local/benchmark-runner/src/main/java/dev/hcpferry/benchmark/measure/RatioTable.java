package dev.hcpferry.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows outcomes as a Markdown table: one line per contest and rival. */
public final class RatioTable {
    private static final long MEBIBYTE = 1024 * 1024;

    private RatioTable() {}

    public static List<String> of(List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| work | beside | HCP Ferry, median (range) | its first time | the other, median (range) | ratio | memory over idle: first, later |");
        lines.add("|---|---|---|---|---|---|---|");
        for (Outcome outcome : outcomes) {
            outcome.rivals().forEach((rival, series) -> lines.add(line(outcome, rival, series)));
        }
        return lines;
    }

    private static String line(Outcome outcome, String rival, Series series) {
        return String.join(
                " | ",
                "| " + outcome.work(),
                rival,
                times(outcome.product()),
                seconds(outcome.product().first().time()) + " s",
                times(series),
                "**" + ratio(outcome.product().ratioTo(series)) + "**",
                memory(outcome.product()) + " |");
    }

    private static String times(Series series) {
        return seconds(series.median()) + " s (" + seconds(series.shortest()) + "–" + seconds(series.longest()) + ")";
    }

    private static String memory(Series series) {
        OptionalLong first = series.first().growthBytes();
        OptionalLong later = series.laterGrowthBytes();
        return first.isPresent() && later.isPresent()
                ? first.getAsLong() / MEBIBYTE + " MiB, " + later.getAsLong() / MEBIBYTE + " MiB"
                : "";
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
    }
}
