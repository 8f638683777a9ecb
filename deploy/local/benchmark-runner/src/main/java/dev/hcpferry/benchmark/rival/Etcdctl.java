package dev.hcpferry.benchmark.rival;

import dev.hcpferry.benchmark.measure.Contender;
import dev.hcpferry.benchmark.measure.Cost;
import dev.hcpferry.benchmark.server.S3Server;
import dev.hcpferry.benchmark.server.Tools;
import dev.hcpferry.benchmark.server.Tools.Tool;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.lab.server.EtcdServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** {@code etcdctl snapshot save} into a file, then its upload. */
public final class Etcdctl implements Contender {
    private final Tools tools;
    private final EtcdServer etcd;
    private final S3Server s3;
    private final S3Location target;
    private final Path directory;
    private final Function<Path, List<String>> upload;
    private final Commands commands;

    private Etcdctl(Tools tools, EtcdServer etcd, S3Server s3, S3Location target, Path directory, boolean inParts) {
        this.tools = tools;
        this.etcd = etcd;
        this.s3 = s3;
        this.target = target;
        this.directory = directory;
        this.upload = inParts ? this::aws : this::curl;
        this.commands = new Commands(s3.environment(), directory.resolve("etcdctl.log"));
    }

    /**
     * Uploads with curl, as one object.
     *
     * @param directory for the file
     */
    public static Etcdctl withCurl(Tools tools, EtcdServer etcd, S3Server s3, S3Location target, Path directory) {
        return new Etcdctl(tools, etcd, s3, target, directory, false);
    }

    /**
     * Uploads with Amazon's command, which sends parts side by side.
     *
     * @param directory for the file
     */
    public static Etcdctl withAws(Tools tools, EtcdServer etcd, S3Server s3, S3Location target, Path directory) {
        return new Etcdctl(tools, etcd, s3, target, directory, true);
    }

    @Override
    public Cost run(int round) throws IOException, InterruptedException {
        Path file = directory.resolve("snapshot.db");
        Files.deleteIfExists(file);
        List<String> uploading = upload.apply(file);
        Duration saved = commands.run(save(file), Redirect.DISCARD);
        Duration uploaded = commands.run(uploading, Redirect.DISCARD);
        Files.delete(file);
        s3.empty(target.bucket());
        return Cost.of(saved.plus(uploaded));
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

    /** Certificates are not checked: the lab's keys are too short for OpenSSL. It costs the same. */
    private List<String> curl(Path file) {
        return List.of(
                tools.path(Tool.CURL),
                "--silent",
                "--show-error",
                "--fail",
                "--insecure",
                "--upload-file",
                file.toString(),
                s3.presignPut(target));
    }

    private List<String> aws(Path file) {
        return List.of(
                tools.path(Tool.AWS),
                "s3",
                "cp",
                "--only-show-errors",
                "--no-verify-ssl",
                file.toString(),
                target.toString());
    }
}
