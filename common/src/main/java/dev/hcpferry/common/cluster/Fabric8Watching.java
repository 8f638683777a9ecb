package dev.hcpferry.common.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A watch that opens itself again for as long as it is wanted. Losing it costs nothing but the wake-ups: waits look again anyway. */
final class Fabric8Watching implements KubernetesApi.Watching, Watcher<GenericKubernetesResource> {
    private static final Logger LOG = Logger.getLogger(Fabric8Watching.class);
    private static final long REOPEN_AFTER_MILLIS = 1000;

    private final KubernetesClient client;
    private final ResourceKind kind;
    private final @Nullable String namespace;
    private final Runnable onChange;
    private boolean closed;
    private @Nullable Watch watch;

    Fabric8Watching(KubernetesClient client, ResourceKind kind, @Nullable String namespace, Runnable onChange) {
        this.client = client;
        this.kind = kind;
        this.namespace = namespace;
        this.onChange = onChange;
        open();
    }

    @Override
    public void eventReceived(Action action, GenericKubernetesResource object) {
        onChange.run();
    }

    @Override
    public boolean reconnecting() {
        return true;
    }

    @Override
    public void onClose(WatcherException lost) {
        LOG.debugf("The watch of %s was lost", kind.plural());
        onChange.run();
        reopenLater();
    }

    @Override
    public void onClose() {
        // closed by us
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }

    private synchronized void open() {
        if (closed) {
            return;
        }
        ResourceDefinitionContext definition = new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withPlural(kind.plural())
                .withKind(kind.kind())
                .withNamespaced(kind.namespaced())
                .build();
        try {
            var objects = client.genericKubernetesResources(definition);
            watch = namespace == null
                    ? objects.inAnyNamespace().watch(this)
                    : objects.inNamespace(namespace).watch(this);
        } catch (RuntimeException unavailable) {
            LOG.debugf("No watch of %s for now", kind.plural());
            reopenLater();
        }
    }

    private void reopenLater() {
        CompletableFuture.runAsync(
                this::open, CompletableFuture.delayedExecutor(REOPEN_AFTER_MILLIS, TimeUnit.MILLISECONDS));
    }
}
