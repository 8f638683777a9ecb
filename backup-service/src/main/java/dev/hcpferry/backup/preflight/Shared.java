package dev.hcpferry.backup.preflight;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something that is found out by the first who asks; all who ask get the same answer, or the same exception. */
final class Shared<T> {
    private final FutureTask<T> answer;

    Shared(Callable<T> question) {
        answer = new FutureTask<>(question);
    }

    T get() throws InterruptedException {
        answer.run();
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException unexpected -> throw unexpected;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }
}
