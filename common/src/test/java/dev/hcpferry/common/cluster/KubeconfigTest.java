package dev.hcpferry.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigTest {
    private static final ApiLimits LIMITS = new ApiLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 0, 500);

    @TempDir
    private Path directory;

    @Test
    void currentContextCounts() {
        Config config = Kubeconfig.parse(TestKubeconfig.of("https://api.example.test:6443"))
                .clientConfig(LIMITS);

        assertThat(config.getMasterUrl()).startsWith("https://api.example.test:6443");
        assertThat(config.getAutoOAuthToken()).isEqualTo("t0ken");
        assertThat(config.getConnectionTimeout()).isEqualTo(2_000);
        assertThat(config.getHttpsProxy()).isNull();
    }

    @Test
    void tokenFileIsReadAnewForEachRequest() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "first\n");
        Config config = Kubeconfig.parse(TestKubeconfig.withUser("{tokenFile: \"" + token + "\"}"))
                .clientConfig(LIMITS);
        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");

        Files.writeString(token, "second\n");

        assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "[1, 2]",
                "{not yaml: [s3cret",
                "{current-context: c}",
                "{current-context: c, contexts: [{name: c, context: {cluster: x, user: y}}]}",
                "{current-context: c, contexts: [{name: c}]}"
            })
    void whatLeadsNowhereIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Kubeconfig.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void credentialPluginsAreRefused() {
        String text = TestKubeconfig.withUser("{exec: {apiVersion: v1, command: /bin/true}}");

        assertThatThrownBy(() -> Kubeconfig.parse(text)).hasMessageContaining("credential plugins");
    }

    @Test
    void tlsServerNameIsRefused() {
        String text = TestKubeconfig.of("https://10.0.0.1:6443\", tls-server-name: \"api.example.test");

        assertThatThrownBy(() -> Kubeconfig.parse(text)).hasMessageContaining("tls-server-name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{tokenFile: /var/run/secrets/token}",
                "{client-certificate: /etc/tls.crt, client-key-data: aGk=}",
                "{client-key: /etc/tls.key}"
            })
    void foreignOneMustNotNameFiles(String user) {
        Kubeconfig kubeconfig = Kubeconfig.parse(TestKubeconfig.withUser(user));

        assertThatThrownBy(kubeconfig::withoutFiles).isInstanceOf(IllegalArgumentException.class);
    }
}
