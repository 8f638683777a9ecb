package dev.hcpferry.lab;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A part of the lab that starts while others do. It is closed as soon as it stands; one that could not start needs no end. */
final class Starting<T extends AutoCloseable> implements AutoCloseable {

    private final CompletableFuture<T> part;

    Starting(Supplier<T> start) {
        this.part = CompletableFuture.supplyAsync(start, Thread::startVirtualThread);
    }

    /** The part, once it stands; throws what kept it from starting. */
    T await() {
        try {
            return part.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    @Override
    public void close() throws Exception {
        if (!part.handle((started, failure) -> failure != null).join()) {
            part.join().close();
        }
    }
}
