package dev.hcpferry.launcher.chaos;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import dev.hcpferry.launcher.Event;
import dev.hcpferry.launcher.Ferry;
import dev.hcpferry.launcher.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lab and the services, in which one migration after the other goes through what its plan says, there and back again. */
public final class Storm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String DEADLINE = "PT5M";
    /** A process that is gone is missed after seconds, so that runs are short. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "KAFKA_SESSION_TIMEOUT_MS",
            "2000",
            "KAFKA_HEARTBEAT_INTERVAL_MS",
            "400",
            "HCP_FERRY_MANAGEMENT_CLUSTERS_REQUEST_TIMEOUT",
            "PT4S",
            "HCP_FERRY_MANAGEMENT_CLUSTERS_CONNECT_TIMEOUT",
            "PT1S",
            "HCP_FERRY_LEASE_DURATION",
            "PT2S",
            "HCP_FERRY_LEASE_RENEW_DEADLINE",
            "PT1.5S",
            "HCP_FERRY_LEASE_RETRY_PERIOD",
            "PT0.3S");

    private final Lab lab;
    private final Ferry ferry;
    private final Secrets secrets;
    private int runs;

    private Storm(Lab lab, Ferry ferry) {
        this.lab = lab;
        this.ferry = ferry;
        this.secrets = Secrets.of(lab);
    }

    /** @param root the checkout, with built services */
    public static Storm over(Path root, Path directory) throws IOException {
        Lab lab = Lab.start(LabOptions.in(directory).with(LabOptions.Extra.LINKED_BROKER));
        try {
            return new Storm(lab, new Ferry(root, lab, directory.resolve("logs"), IMPATIENT));
        } catch (IOException | RuntimeException failure) {
            lab.close();
            throw failure;
        }
    }

    /** Whether the hosted cluster is at home somewhere, so that another run can begin. */
    public boolean usable() {
        return lab.servingClusters().size() == 1 && lab.violations().isEmpty();
    }

    /** One migration from where the hosted cluster is to where it is not. */
    public Outcome run(Plan plan) throws Exception {
        String id = "run-" + ++runs + "-seed-" + Long.toUnsignedString(plan.seed());
        String from = lab.servingClusters().getFirst();
        String to = from.equals(Lab.SOURCE) ? Lab.DESTINATION : Lab.SOURCE;
        Instant begun = Instant.now();
        Judge judge = lab.judge();
        Optional<Event> end;
        try (Probe probe = lab.startProbe()) {
            List<String> broken;
            try (Mischief mischief = new Mischief(lab, ferry)) {
                ferry.events().listen(new Trigger(id, plan, mischief)::hear);
                ferry.migrate(
                        id,
                        from,
                        to,
                        Map.of("deadlines", Map.of("backup", DEADLINE, "restore", DEADLINE, "cleanup", DEADLINE)));
                end = ferry.events().await(event -> event.migrationId().equals(id) && event.ends(), PATIENCE);
                broken = new ArrayList<>(mischief.failures());
            }
            broken.addAll(judgement(judge, probe, end));
            secrets.toldBy(ferry).forEach(place -> broken.add("a secret is told in " + place));
            if (broken.isEmpty()) {
                probe.tidy();
            }
            return new Outcome(
                    plan, end.map(Storm::describe).orElse("NO END"), Duration.between(begun, Instant.now()), broken);
        }
    }

    /** All promises that can be judged, given how the migration says that it ended. */
    private List<String> judgement(Judge judge, Probe probe, Optional<Event> end) throws InterruptedException {
        if (end.isEmpty()) {
            return List.of("the migration reached no end in " + PATIENCE);
        }
        if (end.get().topic().equals(Event.SOURCE_CLEANED)) {
            return judge.lastVerdict(Expectation.MOVED, probe);
        }
        return end.get().text("rollback").equals("HELD")
                ? lab.violations().stream().map(Object::toString).toList()
                : judge.lastVerdict(Expectation.AT_HOME, probe);
    }

    private static String describe(Event end) {
        return switch (end.topic()) {
            case Event.SOURCE_CLEANED -> "moved";
            case Event.SOURCE_RESUMED -> "rolled back";
            default ->
                "%s in %s: %s, %s"
                        .formatted(end.text("rollback"), end.text("step"), end.text("reason"), end.text("message"));
        };
    }

    @Override
    public void close() throws InterruptedException {
        ferry.close();
        lab.close();
    }
}
