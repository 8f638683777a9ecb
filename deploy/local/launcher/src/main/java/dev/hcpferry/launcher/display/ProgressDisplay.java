package dev.hcpferry.launcher.display;

import dev.hcpferry.launcher.Event;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Shows events as they come, until it is closed. Safe for threads. */
public sealed interface ProgressDisplay extends AutoCloseable permits LiveDisplay, PlainDisplay {

    void show(Event event);

    @Override
    void close();

    /**
     * A live one where standard output is a terminal, else a plain one.
     *
     * @param title what moves from where to where
     * @param vitals what the hosted cluster's users see now
     */
    static ProgressDisplay on(PrintStream out, String title, Supplier<Vitals> vitals) throws IOException {
        Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return new PlainDisplay(out, vitals);
        }
        return new LiveDisplay(terminal, title, vitals);
    }
}
