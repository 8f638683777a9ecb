package dev.hcpferry.lab.aws;

import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import dev.hcpferry.lab.pki.Tls;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** One account in one region over TLS: a bucket, the zone of the external DNS domain, and instances. */
public final class Aws implements AutoCloseable {

    public static final String REGION = "us-east-1";
    public static final String DOMAIN = "hcp.example.test";
    public static final String BUCKET = "hcp-ferry-bundles";

    private static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final Authority authority;
    private final Path authorityFile;
    private final Route53 route53 = new Route53();
    private final Route53Server route53Server;
    private final HostedZone zone;
    private final Ec2 ec2;
    private final S3Proxy s3Proxy;
    private final S3Faults s3Faults = new S3Faults(new TransientNio2BlobStore());
    private final S3Client s3;
    private final Link s3Link;
    private final Link dnsLink;

    /** Everything answers when it returns. */
    public Aws(Path directory, Vertx vertx, Authority authority, Violations violations) {
        this.authority = authority;
        this.ec2 = new Ec2(violations);
        this.authorityFile = directory.resolve("aws-ca.pem");
        KeyPairPem serving = authority.issue("CN=aws", List.of("localhost"));
        this.route53Server = new Route53Server(vertx, route53, serving);
        this.zone = route53.create(DOMAIN, false);
        this.s3Proxy = S3Proxy.builder()
                .blobStore(s3Faults)
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .sslContext(Tls.serving(serving))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        start(directory);
        this.s3Link = new Link(() -> OptionalInt.of(s3Proxy.getSecurePort()));
        this.dnsLink = new Link(() -> OptionalInt.of(route53Server.port()));
        this.s3 = S3Client.builder()
                .region(Region.of(REGION))
                .endpointOverride(URI.create(local(s3Proxy.getSecurePort())))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClient(UrlConnectionHttpClient.builder()
                        .tlsTrustManagersProvider(() -> Tls.trustManagers(certificate()))
                        .build())
                .build();
        s3.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    public HostedZone zone() {
        return zone;
    }

    public Route53 route53() {
        return route53;
    }

    public Ec2 ec2() {
        return ec2;
    }

    public S3Client s3() {
        return s3;
    }

    /** PEM of the authority behind all endpoints. */
    public String certificate() {
        return authority.pem().certificate();
    }

    /** What goes wrong with S3. */
    public S3Faults s3Faults() {
        return s3Faults;
    }

    /** The line to S3 that {@link #environment} leads through. */
    public Link s3Link() {
        return s3Link;
    }

    /** The line to Route 53 that {@link #environment} leads through. */
    public Link dnsLink() {
        return dnsLink;
    }

    /** What a program that uses an AWS SDK needs in its environment. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_REGION",
                REGION,
                "AWS_ACCESS_KEY_ID",
                ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY",
                SECRET_KEY,
                "AWS_ENDPOINT_URL_S3",
                local(s3Link.port()),
                "AWS_ENDPOINT_URL_ROUTE_53",
                local(dnsLink.port()),
                "AWS_CA_BUNDLE",
                authorityFile.toString());
    }

    @Override
    public void close() {
        s3.close();
        s3Link.close();
        dnsLink.close();
        try {
            s3Proxy.stop();
        } catch (Exception problem) { // that is what it declares
            throw new IllegalStateException(problem);
        } finally {
            route53Server.close();
        }
    }

    private void start(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(authorityFile, certificate());
            s3Proxy.start();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (Exception problem) { // that is what it declares
            throw new IllegalStateException("S3 does not start", problem);
        }
    }

    private static String local(int port) {
        return "https://127.0.0.1:" + port;
    }
}
