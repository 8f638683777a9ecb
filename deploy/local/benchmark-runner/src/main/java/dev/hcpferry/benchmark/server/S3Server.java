package dev.hcpferry.benchmark.server;

import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.lab.pki.Tls;
import dev.hcpferry.lab.server.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The lab's S3, with all that it holds in the memory of its own process. */
public final class S3Server implements AutoCloseable {
    private static final Duration VALIDITY = Duration.ofHours(1);

    private final Program program;
    private final Map<String, String> environment;

    private S3Server(Path directory, int heapMegabytes, long bytesPerSecond) throws IOException, InterruptedException {
        Path ready = directory.resolve("s3.properties");
        this.program = Program.start(
                "s3",
                directory.resolve("s3.log"),
                JavaCommand.of(
                        List.of("-Xmx" + heapMegabytes + "m"),
                        S3Main.class,
                        List.of(directory.toString(), ready.toString(), String.valueOf(bytesPerSecond))));
        program.awaitReady(() -> Files.exists(ready));
        this.environment = read(ready);
    }

    /** As fast as the machine. Answers when it returns. */
    public static S3Server near(Path directory, int heapMegabytes) throws IOException, InterruptedException {
        return new S3Server(directory, heapMegabytes, Long.MAX_VALUE);
    }

    /** Takes at most so many bytes a second over one connection, as over a network. Answers when it returns. */
    public static S3Server distant(Path directory, int heapMegabytes, long bytesPerSecond)
            throws IOException, InterruptedException {
        return new S3Server(directory, heapMegabytes, bytesPerSecond);
    }

    /** What a program that uses an AWS SDK needs in its environment. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The authority behind its certificate. */
    public String authorityFile() {
        return value("AWS_CA_BUNDLE");
    }

    /** Where anybody may put this object for an hour. */
    public String presignPut(S3Location target) {
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.of(value("AWS_REGION")))
                .endpointOverride(URI.create(value("AWS_ENDPOINT_URL_S3")))
                .credentialsProvider(credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            return presigner
                    .presignPutObject(presign -> presign.signatureDuration(VALIDITY)
                            .putObjectRequest(put -> put.bucket(target.bucket()).key(target.key())))
                    .url()
                    .toString();
        }
    }

    /** Deletes all objects of a bucket. */
    public void empty(String bucket) throws IOException {
        String certificate = Files.readString(Path.of(authorityFile()));
        try (S3Client client = S3Client.builder()
                .region(Region.of(value("AWS_REGION")))
                .endpointOverride(URI.create(value("AWS_ENDPOINT_URL_S3")))
                .credentialsProvider(credentials())
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> Tls.trustManagers(certificate)))
                .build()) {
            client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                    .toList()
                    .forEach(found ->
                            client.deleteObject(delete -> delete.bucket(bucket).key(found.key())));
        }
    }

    @Override
    public void close() {
        program.close();
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY")));
    }

    private String value(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException("S3 did not tell its " + name);
        }
        return value;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var content = Files.newBufferedReader(file)) {
            properties.load(content);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }
}
