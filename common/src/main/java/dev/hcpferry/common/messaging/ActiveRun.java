package dev.hcpferry.common.messaging;

import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/** A run in progress, and what has to go on for it to go on: its Kafka partition. */
final class ActiveRun {
    private final PhaseRun run;
    private final Lane lane;
    private final Semaphore end = new Semaphore(0);
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
        end.release();
    }

    void awaitEnd(Time time, Instant until) {
        try {
            if (time.await(end, Duration.between(time.instant(), until))) {
                end.release(); // whoever else waits
            } else {
                run.stop("the time for its last step is over");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
