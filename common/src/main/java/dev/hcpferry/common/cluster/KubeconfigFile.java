package dev.hcpferry.common.cluster;

import dev.hcpferry.common.cluster.KubernetesException.Kind;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The client that a kubeconfig file leads to just now. It is compared by content: that of a mounted Secret changes by swapping
 * symbolic links. A replaced client is closed when nothing can still be streaming through it.
 */
final class KubeconfigFile {
    private static final Logger LOG = Logger.getLogger(KubeconfigFile.class);
    private static final Duration CLOSED_AFTER = Duration.ofHours(1);

    private final Path path;
    private final Function<String, KubernetesClient> opener;
    private Loaded loaded = new Loaded("", null);

    KubeconfigFile(Path path, Function<String, KubernetesClient> opener) {
        this.path = path;
        this.opener = opener;
    }

    boolean isUsable() {
        return current().client != null;
    }

    KubernetesClient client() {
        KubernetesClient client = current().client;
        if (client == null) {
            throw new KubernetesException(Kind.UNREACHABLE, path.getFileName() + " is missing or not usable");
        }
        return client;
    }

    synchronized void close() {
        if (loaded.client != null) {
            loaded.client.close();
        }
        loaded = new Loaded("", null);
    }

    private synchronized Loaded current() {
        String text = read();
        if (!text.equals(loaded.text)) {
            closeLater(loaded.client);
            loaded = new Loaded(text, open(text));
        }
        return loaded;
    }

    /** Empty when there is no such file. */
    private String read() {
        try {
            return Files.readString(path);
        } catch (IOException missing) {
            return "";
        }
    }

    private @Nullable KubernetesClient open(String text) {
        if (text.isEmpty()) {
            LOG.warnf("%s is no longer there", path.getFileName());
            return null;
        }
        try {
            KubernetesClient client = opener.apply(text);
            LOG.infof("Loaded %s", path.getFileName());
            return client;
        } catch (IllegalArgumentException unusable) {
            LOG.errorf("%s is not usable: %s", path.getFileName(), unusable.getMessage());
        } catch (RuntimeException unusable) {
            // Certificates and keys are quoted in messages.
            LOG.errorf(
                    "%s is not usable: %s",
                    path.getFileName(), unusable.getClass().getSimpleName());
        }
        return null;
    }

    private static void closeLater(@Nullable KubernetesClient replaced) {
        if (replaced != null) {
            Executor later = CompletableFuture.delayedExecutor(CLOSED_AFTER.toSeconds(), TimeUnit.SECONDS);
            later.execute(replaced::close);
        }
    }

    private record Loaded(String text, @Nullable KubernetesClient client) {}
}
