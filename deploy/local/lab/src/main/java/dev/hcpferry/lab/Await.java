package dev.hcpferry.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for the lab's own machinery. */
final class Await {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Await() {}

    static void until(String what, Duration most, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > most.toNanos()) {
                throw new IllegalStateException("in " + most + " it did not happen that " + what);
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
