package dev.hcpferry.launcher.chaos;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.apiserver.RequestFaults;
import dev.hcpferry.lab.network.Line;
import dev.hcpferry.lab.network.Link;
import dev.hcpferry.launcher.Event;
import dev.hcpferry.launcher.Ferry;
import dev.hcpferry.launcher.ServiceName;
import dev.hcpferry.launcher.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes trouble, and ends what lasts a while. All of it happens in one thread. */
final class Mischief implements AutoCloseable {
    private static final Set<String> REPEATABLE =
            Set.of(Event.REQUESTED, Event.BACKUP_COMPLETED, Event.RESTORE_COMPLETED, Event.SOURCE_CLEANED);

    private final Lab lab;
    private final Ferry ferry;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<Relief> pending = ConcurrentHashMap.newKeySet();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    Mischief(Lab lab, Ferry ferry) {
        this.lab = lab;
        this.ferry = ferry;
    }

    /** Ends a trouble. */
    @FunctionalInterface
    private interface Relief {
        void bring() throws Exception;
    }

    void plan(Trouble trouble, Duration later) {
        clock.schedule(() -> make(trouble), later.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What should have gone wrong and did not. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Everything works again, and every service runs, when it returns. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        List.copyOf(pending).forEach(this::relieve);
        List.of(lab.source(), lab.destination())
                .forEach(cluster -> cluster.requestFaults().clear());
        lab.aws().s3Faults().clear();
        for (Line line : Line.values()) {
            lab.link(line).heal();
        }
    }

    private void make(Trouble trouble) {
        try {
            switch (trouble) {
                case Trouble.Kill(ServiceName service, Duration away) -> {
                    if (ferry.service(service).isAlive()) {
                        ferry.service(service).kill();
                        after(away, () -> ferry.start(service));
                    }
                }
                case Trouble.Freeze(ServiceName service, Duration time) -> freeze(ferry.service(service), time);
                case Trouble.Cut(Line line, Duration time) -> disturb(line, Link::cut, time);
                case Trouble.Stall(Line line, Duration time) -> disturb(line, Link::stall, time);
                case Trouble.Slow(Line line, Duration delay, Duration time) ->
                    disturb(line, link -> link.slow(delay), time);
                case Trouble.ResetAfter(Line line, long bytes) -> lab.link(line).resetAfter(bytes);
                case Trouble.Requests requests -> faults(requests.cluster()).add(requests.fault(), requests.requests());
                case Trouble.CloseWatches(Line cluster) -> faults(cluster).closeWatches();
                case Trouble.Bucket(boolean slowDown, int requests) -> bucket(slowDown, requests);
                case Trouble.Repeat(int events, long seed) -> repeat(events, new Random(seed));
            }
        } catch (Exception problem) { // told with the outcome
            failures.add(trouble + ": " + problem);
        }
    }

    private void freeze(ServiceProcess process, Duration time) throws IOException, InterruptedException {
        if (process.isAlive()) {
            process.freeze();
            after(time, process::thaw);
        }
    }

    private void disturb(Line line, Consumer<Link> how, Duration time) {
        Link link = lab.link(line);
        how.accept(link);
        after(time, link::heal);
    }

    private RequestFaults faults(Line cluster) {
        return (cluster == Line.SOURCE ? lab.source() : lab.destination()).requestFaults();
    }

    private void bucket(boolean slowDown, int requests) {
        if (slowDown) {
            lab.aws().s3Faults().slowDown(requests);
        } else {
            lab.aws().s3Faults().fail(requests);
        }
    }

    private void repeat(int events, Random random) throws InterruptedException, ExecutionException {
        List<Event> told = new ArrayList<>(ferry.events().all());
        told.removeIf(event -> !REPEATABLE.contains(event.topic()));
        Collections.shuffle(told, random);
        for (Event event : told.subList(0, Math.min(events, told.size()))) {
            ferry.sender().repeat(event);
        }
    }

    private void after(Duration time, Relief relief) {
        pending.add(relief);
        clock.schedule(() -> relieve(relief), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void relieve(Relief relief) {
        if (pending.remove(relief)) {
            try {
                relief.bring();
            } catch (Exception problem) { // told with the outcome
                failures.add("the end of a trouble: " + problem);
            }
        }
    }
}
