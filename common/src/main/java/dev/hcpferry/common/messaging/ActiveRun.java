package dev.hcpferry.common.messaging;

import dev.hcpferry.common.phase.PhaseRun;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A run in progress, and what has to go on for it to go on: its Kafka partition. */
final class ActiveRun {
    private final PhaseRun run;
    private final Object lane;
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);

    ActiveRun(PhaseRun run, Object lane) {
        this.run = run;
        this.lane = lane;
    }

    Object lane() {
        return lane;
    }

    void stop(String why) {
        stop.countDown();
        run.stop(why);
    }

    boolean stopAsked() {
        return stop.getCount() == 0;
    }

    /** Waits, and returns at once when asked to stop. */
    void pause(Duration time) throws InterruptedException {
        stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void ended() {
        end.countDown();
    }

    void awaitEnd(Duration atMost) {
        try {
            if (!end.await(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
                run.stop("the time for its last step is over");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
