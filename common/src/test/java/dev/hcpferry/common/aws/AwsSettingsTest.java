package dev.hcpferry.common.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;

class AwsSettingsTest {

    @Test
    void environmentOfTheSdks_isRead() {
        Map<String, String> environment = Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ENDPOINT_URL", "https://aws.example.test",
                "AWS_ENDPOINT_URL_ROUTE_53", "https://dns.example.test",
                "AWS_CA_BUNDLE", "/etc/ca.pem");

        AwsSettings settings = new AwsSettings(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .build());

        assertThat(settings.region()).isEqualTo(Region.EU_WEST_1);
        assertThat(settings.endpoint("s3")).contains(URI.create("https://aws.example.test"));
        assertThat(settings.endpoint("route-53")).contains(URI.create("https://dns.example.test"));
        assertThat(settings.caBundle()).contains(Path.of("/etc/ca.pem"));
    }

    @Test
    void nothingConfigured_meansAmazonItself() {
        AwsSettings settings = TestAwsSettings.of(Map.of("aws.endpoint-url", " "));

        assertThat(settings.endpoint("s3")).isEmpty();
        assertThat(settings.caBundle()).isEmpty();
    }

    @Test
    void endpointThatIsNoUrl_isNamed() {
        AwsSettings settings = TestAwsSettings.of(Map.of("aws.endpoint-url-s3", "minio:9000"));

        assertThatThrownBy(() -> settings.endpoint("s3")).hasMessageContaining("AWS_ENDPOINT_URL_S3");
    }

    @Test
    void sessionToken_makesSessionCredentials() {
        AwsSettings settings = TestAwsSettings.of(
                Map.of("aws.access-key-id", "id", "aws.secret-access-key", "secret", "aws.session-token", "token"));

        assertThat(settings.credentials().resolveCredentials()).isInstanceOf(AwsSessionCredentials.class);
    }

    @Test
    void caBundleThatIsMissing_isNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> CaBundle.trustManagers(directory.resolve("none.pem")))
                .hasMessageContaining("AWS_CA_BUNDLE")
                .hasMessageContaining("none.pem");
    }

    @Test
    void caBundleWithoutCertificates_isRefused(@TempDir Path directory) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        assertThatThrownBy(() -> CaBundle.trustManagers(empty)).hasMessageContaining("holds no certificate");
    }
}
