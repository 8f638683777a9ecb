package dev.hcpferry.common.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Catches the log lines of the product, with their keys, from now on. */
final class LogLines extends Handler implements AutoCloseable {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    static LogLines catching() {
        LogLines caught = new LogLines();
        Logger.getLogger("dev.hcpferry").addHandler(caught);
        return caught;
    }

    Optional<Map<String, String>> keysOf(String text) {
        return lines.stream()
                .filter(line -> line.text().contains(text))
                .map(Line::keys)
                .findFirst();
    }

    @Override
    public void publish(LogRecord logged) {
        ExtLogRecord line = ExtLogRecord.wrap(logged);
        lines.add(new Line(MESSAGE.format(line), line.getMdcCopy()));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        Logger.getLogger("dev.hcpferry").removeHandler(this);
    }

    private record Line(String text, Map<String, String> keys) {}
}
