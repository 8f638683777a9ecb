package dev.hcpferry.launcher;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs a command of the launcher: what goes wrong is a sentence, not a stack trace. */
public final class Program {
    private Program() {}

    /** Never returns; exits with what the command returned, or 1 when it failed. */
    public static void run(Callable<Integer> command, String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(command).setErr(err);
        line.setExecutionExceptionHandler((problem, failed, parsed) -> {
            err.println(problem.getMessage());
            problem.printStackTrace(); // which by now goes to the log
            return 1;
        });
        System.exit(line.execute(arguments));
    }
}
