package dev.hcpferry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabOptions;
import dev.hcpferry.lab.guest.Probe;
import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.judge.Judge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;

/** A lab with the three packaged services. */
record Stage(Lab lab, Ferry ferry) implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("hcp-ferry.root", "../../.."));
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** A dead or frozen process is missed after seconds. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "KAFKA_SESSION_TIMEOUT_MS",
            "2000",
            "KAFKA_HEARTBEAT_INTERVAL_MS",
            "400",
            "HCP_FERRY_LEASE_DURATION",
            "PT2S",
            "HCP_FERRY_LEASE_RENEW_DEADLINE",
            "PT1.5S",
            "HCP_FERRY_LEASE_RETRY_PERIOD",
            "PT0.3S");

    static Stage set(Path directory) throws IOException {
        return set(LabOptions.in(directory).with(LabOptions.Extra.LINKED_BROKER));
    }

    static Stage set(LabOptions options) throws IOException {
        return set(options, IMPATIENT);
    }

    /** @param settings environment of the services beyond that of the lab */
    static Stage set(LabOptions options, Map<String, String> settings) throws IOException {
        Lab lab = Lab.start(options);
        try {
            return new Stage(lab, new Ferry(ROOT, lab, options.directory().resolve("logs"), settings));
        } catch (IOException | RuntimeException failure) {
            lab.close();
            throw failure;
        }
    }

    /** The management cluster that serves the hosted cluster now. */
    String home() {
        assertThat(lab.servingClusters()).hasSize(1);
        return lab.servingClusters().getFirst();
    }

    /** The other management cluster. */
    String away() {
        return home().equals(Lab.SOURCE) ? Lab.DESTINATION : Lab.SOURCE;
    }

    /** What happens while a migration moves the hosted cluster. */
    @FunctionalInterface
    interface Trouble {
        void make() throws Exception;
    }

    /** Moves the hosted cluster to where it is not now; it must arrive unharmed, whatever the trouble meanwhile. */
    void move(String migrationId, Trouble trouble) throws Exception {
        String from = home();
        String to = away();
        Judge judge = lab.judge();
        try (Probe probe = lab.startProbe()) {
            ferry.migrate(migrationId, from, to, Map.of());
            trouble.make();
            awaitCleaned(migrationId);
            assertThat(judge.lastVerdict(Expectation.MOVED, probe)).isEmpty();
        }
    }

    /** Waits for the migration's end, which must be a good one. */
    void awaitCleaned(String migrationId) throws InterruptedException {
        Event end = await(event -> event.migrationId().equals(migrationId) && event.ends());
        assertThat(end.topic()).as(end.value()).isEqualTo(Event.SOURCE_CLEANED);
    }

    Event await(Predicate<Event> wanted) throws InterruptedException {
        return ferry.events()
                .await(wanted, PATIENCE)
                .orElseThrow(() -> new AssertionError("no such event came in " + PATIENCE));
    }

    /** Waits until the cleanup of a migration asks for approval. */
    void awaitQuestion(String migrationId) throws InterruptedException {
        await(event -> event.topic().equals(Event.PROGRESS)
                && event.migrationId().equals(migrationId)
                && event.text("phase").equals("CLEANUP")
                && event.text("state").equals("WAITING"));
    }

    /** What a human says of a migration, which must be accepted. */
    void command(ServiceName service, String migrationId, String command) throws IOException, InterruptedException {
        String body = "{\"command\":\"" + command + "\",\"requestedBy\":\"test\"}";
        HttpResponse<String> answer = post(service, "/migrations/" + migrationId + "/commands", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** The value of a counter of one service, all its series that carry these labels together. */
    double counted(ServiceName service, String metric, String... labels) throws IOException, InterruptedException {
        return ferry.service(service)
                .metrics()
                .lines()
                .filter(line -> line.startsWith(metric + "{"))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    HttpResponse<String> post(ServiceName service, String path, String body) throws IOException, InterruptedException {
        URI address = ferry.service(service).address().resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() throws InterruptedException {
        ferry.close();
        lab.close();
    }
}
