package dev.hcpferry.launcher.display;

import dev.hcpferry.launcher.Event;
import dev.hcpferry.launcher.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.Display;

/** A picture of the migration that is redrawn in place several times a second. */
final class LiveDisplay implements ProgressDisplay {
    private static final int REDRAW_MILLIS = 150;

    private final Terminal terminal;
    private final Display display;
    private final String title;
    private final Supplier<Vitals> vitals;
    private final Instant begun = Instant.now();
    private final Map<String, PhaseBoard> phases = new LinkedHashMap<>();
    private final ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("painter").daemon().factory());

    LiveDisplay(Terminal terminal, String title, Supplier<Vitals> vitals) {
        this.terminal = terminal;
        this.display = new Display(terminal, false);
        this.title = title;
        this.vitals = vitals;
        Arrays.stream(ServiceName.values())
                .map(ServiceName::phase)
                .forEach(phase -> phases.put(phase, new PhaseBoard(phase)));
        painter.scheduleWithFixedDelay(this::redraw, 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void show(Event event) {
        if (event.topic().equals(Event.PROGRESS)) {
            phases.computeIfAbsent(event.text("phase"), PhaseBoard::new).progress(event);
        }
    }

    /** What it has drawn stays; other output goes on below. */
    @Override
    public void close() {
        painter.shutdown();
        try {
            if (painter.awaitTermination(1, TimeUnit.SECONDS)) {
                redraw();
            }
            terminal.writer().println();
            terminal.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void redraw() {
        Size size = terminal.getSize();
        if (size.getRows() > 0 && size.getColumns() > 0) {
            Instant now = Instant.now();
            display.resize(size);
            display.update(
                    new Picture(title, Duration.between(begun, now), vitals.get())
                            .draw(phases.values(), now, size.getColumns() - 1, size.getRows() - 1),
                    -1);
            terminal.flush();
        }
    }
}
