package dev.hcpferry.benchmark.rival;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs commands one after the other, as a script would. */
final class Commands {
    private final Map<String, String> environment;
    private final Path log;

    /** @param log where commands complain */
    Commands(Map<String, String> environment, Path log) {
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    /** What it took. */
    Duration run(List<String> command, Redirect output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output)
                .redirectError(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        long took = System.nanoTime() - start;
        if (code != 0) {
            throw new IllegalStateException(Path.of(command.get(0)).getFileName() + " failed: see " + log);
        }
        return Duration.ofNanos(took);
    }
}
