package dev.hcpferry.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A temporary directory, and everything that was started in it. However the program ends, Ctrl-C included, what was started is
 * ended, the youngest first, and the directory is removed; logs stay unless all went well or the user ended the program.
 */
public final class Scratch implements AutoCloseable {
    private static final int LAST_WISH_SECONDS = 10;
    private static final int REMOVALS = 100;
    private static final Duration BETWEEN_REMOVALS = Duration.ofMillis(20);

    private final Path directory;
    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    private final Thread atExit = new Thread(this::end, "clean-up");
    private boolean allWell;

    private Scratch(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static Scratch named(String prefix) throws IOException {
        return new Scratch(Files.createTempDirectory(prefix));
    }

    public Path directory() {
        return directory;
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** What libraries print on their own goes to a log from now on. */
    public void redirectStrayOutput() throws IOException {
        Files.createDirectories(logs());
        PrintStream log =
                new PrintStream(Files.newOutputStream(logs().resolve("lab.log")), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
    }

    /** Nobody needs the logs. */
    public void allWell() {
        allWell = true;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        endParts();
        remove(file -> allWell || (!file.startsWith(logs()) && !file.equals(directory)));
    }

    /** What was just being started goes on writing until this program has ended. */
    private void end() {
        endParts();
        try {
            for (int i = 0; i < REMOVALS && !remove(file -> true); i++) {
                Thread.sleep(BETWEEN_REMOVALS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endParts() {
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception problem) { // the others must still be ended
                System.err.println("could not be ended: " + problem);
            }
        }
        ProcessHandle.current().descendants().forEach(Scratch::endProcess);
    }

    /** One that was just being started. */
    private static void endProcess(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(LAST_WISH_SECONDS, TimeUnit.SECONDS);
        } catch (Exception stubborn) { // interrupted, or it does not listen
            process.destroyForcibly();
        }
    }

    /** Whether all that is wanted is gone. */
    private boolean remove(Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(wanted).sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException | UncheckedIOException problem) {
            System.err.println("not all of " + directory + " could be removed: " + problem);
            return false;
        }
    }
}
