package dev.hcpferry.common.aws;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Makes the clients, each at its first use. Standard retries: throttling (503 SlowDown), 5xx and broken connections back off with
 * jitter up to 20 s. Checksums beyond those that requests carry themselves stay off: every byte of a bundle is verified against
 * its own SHA-256, and other stores than Amazon's know fewer of them.
 */
@ApplicationScoped
public class AwsClients {
    private static final int MAX_ATTEMPTS = 6;
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    /** Stores other than Amazon's are silent while they assemble a large object: 40 s for 1 GB were seen. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(2);

    private static final int MAX_CONNECTIONS = 128;

    private final AwsSettings settings;

    public AwsClients(AwsSettings settings) {
        this.settings = settings;
    }

    @Produces
    @ApplicationScoped
    public S3Client s3() {
        return configure(S3Client.builder(), "s3")
                .forcePathStyle(settings.endpoint("s3").isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(httpClient())
                .build();
    }

    @Produces
    @ApplicationScoped
    public S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(settings.region())
                .credentialsProvider(settings.credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.endpoint("s3").isPresent())
                        .build());
        settings.endpoint("s3").ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Produces
    @ApplicationScoped
    public Route53Client route53() {
        return configure(Route53Client.builder(), "route-53")
                .httpClient(httpClient())
                .build();
    }

    static void close(@Disposes S3Client client) {
        client.close();
    }

    static void close(@Disposes S3Presigner presigner) {
        presigner.close();
    }

    static void close(@Disposes Route53Client client) {
        client.close();
    }

    private <B extends AwsClientBuilder<B, ?>> B configure(B builder, String service) {
        settings.endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(settings.region())
                .credentialsProvider(settings.credentials())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MAX_ATTEMPTS)
                                .build())
                        .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                        .apiCallTimeout(CALL_TIMEOUT)
                        .build());
    }

    private SdkHttpClient httpClient() {
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .connectionTimeout(CONNECTION_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .maxConnections(MAX_CONNECTIONS);
        settings.caBundle()
                .map(CaBundle::trustManagers)
                .ifPresent(trusted -> builder.tlsTrustManagersProvider(() -> trusted));
        return builder.build();
    }
}
