package dev.hcpferry.common.cluster;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A kubeconfig's current context. Nothing but the text itself counts: no environment variable, no {@code ~/.kube}, no service account. */
final class Kubeconfig {
    private final String text;
    private final Cluster cluster;
    private final AuthInfo user;

    private Kubeconfig(String text, Cluster cluster, AuthInfo user) {
        this.text = text;
        this.cluster = cluster;
        this.user = user;
    }

    /** @throws IllegalArgumentException when it leads nowhere; the message quotes nothing of it */
    static Kubeconfig parse(String text) {
        io.fabric8.kubernetes.api.model.Config parsed = parseYaml(text);
        NamedContext context = named(parsed.getContexts(), NamedContext::getName, parsed.getCurrentContext())
                .filter(found -> found.getContext() != null)
                .orElseThrow(() -> new IllegalArgumentException("current-context names no context"));
        Cluster cluster = named(
                        parsed.getClusters(),
                        NamedCluster::getName,
                        context.getContext().getCluster())
                .map(NamedCluster::getCluster)
                .filter(found -> found.getServer() != null && !found.getServer().isBlank())
                .orElseThrow(() -> new IllegalArgumentException("the current context names no cluster with a server"));
        AuthInfo user = named(
                        parsed.getUsers(),
                        NamedAuthInfo::getName,
                        context.getContext().getUser())
                .map(NamedAuthInfo::getUser)
                .orElseThrow(() -> new IllegalArgumentException("the current context names no user"));
        if (user.getExec() != null || user.getAuthProvider() != null) {
            throw new IllegalArgumentException(
                    "credential plugins are not supported: use a client certificate, a token, or a tokenFile");
        }
        String serverName = cluster.getTlsServerName();
        if (serverName != null && !serverName.isEmpty()) {
            // fabric8's Vert.x client ignores it and would then fail on the certificate.
            throw new IllegalArgumentException(
                    "tls-server-name is not supported: use a server name of the certificate");
        }
        return new Kubeconfig(text, cluster, user);
    }

    /** For one that came from elsewhere: it must not make us read files of ours. */
    Kubeconfig withoutFiles() {
        boolean files = Stream.of(
                        cluster.getCertificateAuthority(),
                        user.getClientCertificate(),
                        user.getClientKey(),
                        user.getTokenFile())
                .anyMatch(path -> path != null && !path.isEmpty());
        if (files) {
            throw new IllegalArgumentException("a file name where the data itself is expected");
        }
        return this;
    }

    /** Settings of a client that sends each request once: {@link ApiRequests} decides about more. */
    Config clientConfig(ApiLimits limits) {
        Config config = Config.fromKubeconfig(text);
        config.setConnectionTimeout((int) limits.connectTimeout().toMillis());
        config.setRequestTimeout((int) limits.requestTimeout().toMillis());
        config.setRequestRetryBackoffLimit(0);
        config.setWatchReconnectLimit(0);
        String tokenFile = user.getTokenFile();
        if (tokenFile != null && !tokenFile.isEmpty()) {
            config.setOauthTokenProvider(() -> read(Path.of(tokenFile)));
        }
        return config;
    }

    private static io.fabric8.kubernetes.api.model.Config parseYaml(String text) {
        try {
            io.fabric8.kubernetes.api.model.Config parsed =
                    Serialization.unmarshal(text, io.fabric8.kubernetes.api.model.Config.class);
            if (parsed != null) {
                return parsed;
            }
        } catch (RuntimeException quotesTheText) {
            throw new IllegalArgumentException(
                    "it is not a kubeconfig: " + quotesTheText.getClass().getSimpleName());
        }
        throw new IllegalArgumentException("it is empty");
    }

    private static <T> Optional<T> named(
            @Nullable List<T> all, Function<T, @Nullable String> nameOf, @Nullable String name) {
        return all == null || name == null
                ? Optional.empty()
                : all.stream().filter(one -> name.equals(nameOf.apply(one))).findFirst();
    }

    /** Tokens of service accounts are replaced on disk before they expire. */
    private static String read(Path tokenFile) {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the tokenFile of a kubeconfig can't be read", unreadable);
        }
    }
}
