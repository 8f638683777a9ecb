package dev.hcpferry.benchmark.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows outcomes as a Markdown table: one line per contest and rival. */
public final class RatioTable {
    private static final long MEBIBYTE = 1024 * 1024;

    private RatioTable() {}

    public static List<String> of(List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| work | beside | HCP Ferry, median (range) | its first time | the other, median (range) | ratio | memory over idle |");
        lines.add("|---|---|---|---|---|---|---|");
        for (Outcome outcome : outcomes) {
            outcome.rivals().forEach((rival, series) -> lines.add(line(outcome, rival, series)));
        }
        return lines;
    }

    private static String line(Outcome outcome, String rival, Series series) {
        String memory = outcome.product().mostGrowthBytes().isPresent()
                ? outcome.product().mostGrowthBytes().getAsLong() / MEBIBYTE + " MiB"
                : "";
        return String.join(
                " | ",
                "| " + outcome.work(),
                rival,
                times(outcome.product()),
                seconds(outcome.product().first().time()) + " s",
                times(series),
                "**" + ratio(outcome.product().ratioTo(series)) + "**",
                memory + " |");
    }

    private static String times(Series series) {
        return seconds(series.median()) + " s (" + seconds(series.shortest()) + "–" + seconds(series.longest()) + ")";
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
    }
}
