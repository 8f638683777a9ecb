package dev.hcpferry.common.messaging;

import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A run in progress, and what has to go on for it to go on: its Kafka partition. */
final class ActiveRun {
    private final PhaseRun run;
    private final Lane lane;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Semaphore stop = new Semaphore(0);
    private volatile boolean stopAsked;

    ActiveRun(PhaseRun run, Lane lane) {
        this.run = run;
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    void stop(String why) {
        stopAsked = true;
        stop.release();
        run.stop(why);
    }

    boolean stopAsked() {
        return stopAsked;
    }

    /** Waits, and returns at once when asked to stop. */
    void pause(Time time, Duration atMost) throws InterruptedException {
        time.await(stop, atMost);
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
