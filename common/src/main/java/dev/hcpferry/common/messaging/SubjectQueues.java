package dev.hcpferry.common.messaging;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One virtual thread per record; records of one hosted cluster wait for each other, those of others do not. Safe for threads. */
final class SubjectQueues implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<Void>> tails = new HashMap<>();

    synchronized void submit(String subject, Runnable work) {
        CompletableFuture<Void> tail = tails.getOrDefault(subject, CompletableFuture.completedFuture(null))
                .thenRunAsync(work, threads)
                .exceptionally(failed -> null);
        tails.put(subject, tail);
        tail.whenComplete((done, failed) -> forget(subject, tail));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private synchronized void forget(String subject, CompletableFuture<Void> tail) {
        tails.remove(subject, tail);
    }
}
