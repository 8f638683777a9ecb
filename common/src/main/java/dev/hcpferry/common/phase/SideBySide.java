package dev.hcpferry.common.phase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same for many things at once, on virtual threads. */
public final class SideBySide {
    private SideBySide() {}

    /** The results in the order of the items. The first item that failed decides what is thrown, once all have ended. */
    public static <T, R> List<R> map(Collection<T> items, Work<T, R> work) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<R>> tasks = new ArrayList<>();
            items.forEach(item -> tasks.add(() -> work.on(item)));
            List<R> results = new ArrayList<>();
            for (Future<R> ended : threads.invokeAll(tasks)) {
                results.add(ended.get());
            }
            return results;
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException unexpected -> throw unexpected;
                case InterruptedException interrupted -> throw interrupted;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    /** What is done for one of the things. */
    @FunctionalInterface
    public interface Work<T, R> {
        R on(T item) throws InterruptedException;
    }
}
