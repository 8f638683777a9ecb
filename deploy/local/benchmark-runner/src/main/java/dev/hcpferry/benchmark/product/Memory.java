package dev.hcpferry.benchmark.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The resident memory of this process, where {@code /proc} tells it. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    /** Sets the peak to what is resident now. */
    private static final String RESET_PEAK = "5";

    private Memory() {}

    /** What is resident when nothing is done; the peak counts from here. */
    static OptionalLong idle() {
        System.gc();
        try {
            Files.writeString(CLEAR, RESET_PEAK);
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
        return kilobytes("VmRSS:");
    }

    static OptionalLong peak() {
        return kilobytes("VmHWM:");
    }

    private static OptionalLong kilobytes(String name) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
