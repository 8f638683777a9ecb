package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesObject;

/**
 * The manifest of an object that nobody has paused for the bundle. A migration notes on an object how its user had paused it before
 * it pauses the object itself; here that note exists in the manifest only. Pure.
 */
public final class LiveManifest {
    private LiveManifest() {}

    /** The same manifest that a migration would save; the object itself stays as it is. */
    public static KubernetesObject of(KubernetesObject running) {
        KubernetesObject noted = running.copy();
        if (Pause.isForUsers(noted.kind())) {
            Pause.set(noted);
        }
        return Manifest.of(noted);
    }
}
