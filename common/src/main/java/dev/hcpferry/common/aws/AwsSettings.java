package dev.hcpferry.common.aws;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The settings that the AWS SDKs define ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL} …), read from the configuration, where the
 * environment is one source. Not a {@code @ConfigMapping}: the names are Amazon's, and others than ours live beside them.
 */
@Singleton
public final class AwsSettings {
    private final Config config;

    @Inject
    public AwsSettings(Config config) {
        this.config = config;
    }

    /**
     * @throws IllegalStateException when no region is configured, naming the variable
     */
    public Region region() {
        return text("aws.region").map(Region::of).orElseGet(AwsSettings::regionOfSdk);
    }

    /** The endpoint that replaces Amazon's for a service, such as {@code s3} or {@code route-53}. */
    public Optional<URI> endpoint(String service) {
        return uri("aws.endpoint-url-" + service).or(() -> uri("aws.endpoint-url"));
    }

    /** The PEM file of authorities trusted instead of the JVM's. The Java SDK does not read this variable itself. */
    public Optional<Path> caBundle() {
        return text("aws.ca-bundle").map(Path::of);
    }

    /**
     * New credentials each time: a chain without memory, so that temporary ones have their whole life before them where their
     * source allows it.
     */
    public AwsCredentialsProvider credentials() {
        Optional<String> id = text("aws.access-key-id");
        Optional<String> secret = text("aws.secret-access-key");
        if (id.isEmpty() || secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        AwsCredentials credentials = text("aws.session-token")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get()));
        return StaticCredentialsProvider.create(credentials);
    }

    private Optional<String> text(String key) {
        return config.getOptionalValue(key, String.class).filter(value -> !value.isBlank());
    }

    private Optional<URI> uri(String key) {
        return text(key).map(value -> {
            URI uri = URI.create(value);
            if (uri.getHost() == null) {
                throw new IllegalStateException(
                        variable(key) + " is not an endpoint: expected a URL such as https://s3.example.com");
            }
            return uri;
        });
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Region regionOfSdk() {
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            throw new IllegalStateException(
                    "AWS_REGION is not set: expected the region of the hosted clusters and the bucket, such as us-east-1",
                    e);
        }
    }
}
