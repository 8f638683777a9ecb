package dev.hcpferry.benchmark.rival;

import dev.hcpferry.benchmark.measure.Contender;
import dev.hcpferry.benchmark.measure.Cost;
import dev.hcpferry.benchmark.server.EtcdServer;
import dev.hcpferry.benchmark.server.S3Server;
import dev.hcpferry.benchmark.server.Tools;
import dev.hcpferry.benchmark.server.Tools.Tool;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code etcdctl snapshot save} into a file, then its upload with curl. */
public final class Etcdctl implements Contender {
    private final Tools tools;
    private final EtcdServer etcd;
    private final S3Server s3;
    private final String bucket;
    private final Path directory;
    private final Commands commands;

    /** @param directory for the file */
    public Etcdctl(Tools tools, EtcdServer etcd, S3Server s3, String bucket, Path directory) {
        this.tools = tools;
        this.etcd = etcd;
        this.s3 = s3;
        this.bucket = bucket;
        this.directory = directory;
        this.commands = new Commands(Map.of(), directory.resolve("etcdctl.log"));
    }

    @Override
    public Cost run(int round) throws IOException, InterruptedException {
        Path file = directory.resolve("snapshot.db");
        Files.deleteIfExists(file);
        String url = s3.presignPut(bucket, "etcdctl/snapshot.db");
        Duration save = commands.run(save(file), Redirect.DISCARD);
        Duration upload = commands.run(upload(file, url), Redirect.DISCARD);
        Files.delete(file);
        s3.empty(bucket);
        return Cost.of(save.plus(upload));
    }

    private List<String> save(Path file) {
        return List.of(
                tools.path(Tool.ETCDCTL),
                "--endpoints=" + etcd.url(),
                "--cacert=" + etcd.authorityFile(),
                "--cert=" + etcd.certificateFile(),
                "--key=" + etcd.keyFile(),
                "snapshot",
                "save",
                file.toString());
    }

    private List<String> upload(Path file, String url) {
        return List.of(
                tools.path(Tool.CURL),
                "--silent",
                "--show-error",
                "--fail",
                "--insecure", // the lab's keys are too short for OpenSSL; the cost is the same
                "--upload-file",
                file.toString(),
                url);
    }
}
