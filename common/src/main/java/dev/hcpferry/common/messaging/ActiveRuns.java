package dev.hcpferry.common.messaging;

import dev.hcpferry.common.phase.PhaseRun;
import dev.hcpferry.common.phase.Time;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What this process works on just now, and the ways to have it stop. Safe for threads. */
@Singleton
public class ActiveRuns {
    private final List<ActiveRun> active = new CopyOnWriteArrayList<>();
    private final Time time;
    private volatile boolean stopping;

    public ActiveRuns(Time time) {
        this.time = time;
    }

    /** Whether the service is going: nothing new may begin. */
    boolean stopping() {
        return stopping;
    }

    /** @param lane what the run depends on, for {@link #stop} */
    ActiveRun begin(PhaseRun run, Lane lane) {
        ActiveRun mine = new ActiveRun(run, lane);
        active.add(mine);
        return mine;
    }

    void end(ActiveRun run) {
        active.remove(run);
        run.ended();
    }

    /** Stops the runs of these lanes and waits until their step in hand is done, at most this long. */
    void stop(Predicate<Lane> lanes, String why, Duration atMost) {
        List<ActiveRun> asked =
                active.stream().filter(run -> lanes.test(run.lane())).toList();
        asked.forEach(run -> run.stop(why));
        Instant until = time.instant().plus(atMost);
        asked.forEach(run -> run.awaitEnd(time, until));
    }

    /** The service is going: hands everything back. */
    void shutDown(Duration atMost) {
        stopping = true;
        stop(lane -> true, "the service is stopped", atMost);
    }
}
