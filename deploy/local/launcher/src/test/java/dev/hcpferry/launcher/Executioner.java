package dev.hcpferry.launcher;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.network.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Kills the service that runs a step, once in each step of all phases, and starts it again. */
final class Executioner {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Makes steps long enough to be hit. */
    private static final Duration SLOWER = Duration.ofMillis(10);

    private final Ferry ferry;
    private final Lab lab;
    private final BlockingQueue<Event> news = new LinkedBlockingQueue<>();
    private final Set<Station> killedIn = new HashSet<>();
    private final Set<Station> missed = new HashSet<>();
    private final Map<String, Integer> steps = new HashMap<>();
    private Instant lastKill = Instant.EPOCH;

    /** A step of a phase, by its number from 1. */
    record Station(String phase, int index, String step) {
        static Station of(Event progress) {
            return new Station(
                    progress.data().path("phase").asText(),
                    progress.data().path("stepIndex").asInt(),
                    progress.data().path("step").asText());
        }
    }

    Executioner(Ferry ferry, Lab lab) {
        this.ferry = ferry;
        this.lab = lab;
        ferry.events().listen(news::add);
    }

    /** Until the migration has ended. */
    void work(String migrationId) throws Exception {
        slow(SLOWER);
        for (Event event = next(migrationId); !event.ends(); event = next(migrationId)) {
            if (event.runsStep() && event.time("heartbeatAt").isAfter(lastKill)) {
                Station station = Station.of(event);
                steps.put(station.phase(), event.data().path("steps").asInt());
                if (killedIn.contains(station)) {
                    slow(SLOWER);
                } else {
                    kill(station);
                }
            }
        }
        slow(Duration.ZERO);
    }

    /** Numbers of the steps in which no service was killed. */
    Set<String> spared() {
        Set<String> spared = new TreeSet<>();
        for (ServiceName service : ServiceName.values()) {
            List<Integer> hit = killedIn.stream()
                    .filter(station -> station.phase().equals(service.phase()))
                    .map(Station::index)
                    .toList();
            IntStream.rangeClosed(1, steps.getOrDefault(service.phase(), 1))
                    .filter(index -> !hit.contains(index))
                    .mapToObj(index -> service.phase() + " " + index)
                    .forEach(spared::add);
        }
        return spared;
    }

    private Event next(String migrationId) throws InterruptedException {
        while (true) {
            Event event = news.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("nothing happens any more; " + spared() + " were spared so far");
            }
            if (event.migrationId().equals(migrationId)) {
                return event;
            }
        }
    }

    /**
     * Counts for every step that had begun and was not done when the process ended. One that was quicker is tried again in slower
     * motion; then its end counts too, as long as no later one was reached.
     */
    private void kill(Station at) throws Exception {
        ServiceName service = Arrays.stream(ServiceName.values())
                .filter(one -> one.phase().equals(at.phase()))
                .findFirst()
                .orElseThrow();
        ServiceProcess victim = ferry.service(service);
        victim.kill();
        Instant killed = Instant.now();
        ferry.start(service);
        String log = victim.logged();
        List<Station> begun = beganUntil(killed, at.phase()).toList();
        Stream.concat(Stream.of(at), begun.stream())
                .filter(station -> !log.contains("Step " + station.step() + " DONE"))
                .forEach(killedIn::add);
        if (missed.contains(at) && begun.stream().noneMatch(station -> station.index() > at.index())) {
            killedIn.add(at);
        }
        if (!killedIn.contains(at)) {
            missed.add(at);
        }
        slow(killedIn.contains(at) ? SLOWER : SLOWER.multipliedBy(4));
        lastKill = killed;
    }

    private Stream<Station> beganUntil(Instant killed, String phase) {
        return List.copyOf(news).stream()
                .filter(Event::runsStep)
                .filter(event -> !event.time("heartbeatAt").isAfter(killed))
                .map(Station::of)
                .filter(station -> station.phase().equals(phase));
    }

    private void slow(Duration delay) {
        for (Line line : List.of(Line.SOURCE, Line.DESTINATION, Line.S3, Line.DNS)) {
            lab.link(line).slow(delay);
        }
    }
}
