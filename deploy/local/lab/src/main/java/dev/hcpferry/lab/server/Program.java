package dev.hcpferry.lab.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, with its log in a file; ends with this JVM. */
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread atExit;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly, "end-" + name);
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            process.destroyForcibly();
            throw exiting;
        }
    }

    /** It may not be ready when this returns. */
    public static Program start(String name, Path log, List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        return new Program(name, builder.start(), log);
    }

    /**
     * Returns when the question is answered with true; until then it may throw. Ends the program when that does not happen.
     *
     * @throws IllegalStateException when the program ended, or takes too long
     */
    public void awaitReady(Callable<Boolean> question) throws InterruptedException {
        boolean ready = false;
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!answers(question)) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException(name + " does not start: see " + log);
                }
            }
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("UnusedException") // not ready yet, whatever the reason
    private static boolean answers(Callable<Boolean> question) throws InterruptedException {
        try {
            return question.call();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception notYet) {
            return false;
        }
    }
}
