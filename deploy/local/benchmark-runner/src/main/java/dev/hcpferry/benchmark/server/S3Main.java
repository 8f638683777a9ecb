package dev.hcpferry.benchmark.server;

import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.pki.Authority;
import io.vertx.core.Vertx;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** Runs S3 until the process is ended, and writes how to reach it into a file. */
public final class S3Main {
    private S3Main() {}

    /** @param arguments a directory for its files, the file to write, and how many bytes a second a connection carries at most */
    public static void main(String[] arguments) throws Exception {
        Logs.onlyWarnings();
        Path directory = Path.of(arguments[0]);
        Aws aws = new Aws(directory, Vertx.vertx(), Authority.named("benchmark"), new Violations());
        aws.s3Link().limit(Long.parseLong(arguments[2]));
        Properties environment = new Properties();
        environment.putAll(aws.environment());
        Path unfinished = directory.resolve("s3.properties.new");
        try (Writer content = Files.newBufferedWriter(unfinished)) {
            environment.store(content, null);
        }
        Files.move(unfinished, Path.of(arguments[1]), StandardCopyOption.ATOMIC_MOVE);
    }
}
