package dev.hcpferry.launcher;

import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;

/** The three services as processes on a lab, and the events that go between them. */
public final class Ferry implements AutoCloseable {
    public static final String REQUESTED_TYPE = "dev.hcpferry.migration.requested.v1";

    private final Path root;
    private final Path logs;
    private final Lab lab;
    private final Map<String, String> settings;
    private final Map<ServiceName, ServiceProcess> services = new EnumMap<>(ServiceName.class);
    private final Deque<ServiceProcess> all = new ConcurrentLinkedDeque<>();
    private final EventLog events;
    private final EventSender sender;

    /** @param root the checkout, with built services */
    public Ferry(Path root, Lab lab, Path logs) throws IOException {
        this(root, lab, logs, Map.of());
    }

    /** @param settings environment of the services beyond that of the lab */
    public Ferry(Path root, Lab lab, Path logs, Map<String, String> settings) throws IOException {
        this.root = root;
        this.lab = lab;
        this.logs = Files.createDirectories(logs);
        this.settings = settings;
        events = new EventLog(lab.kafkaBootstrapServers());
        sender = new EventSender(lab.kafkaBootstrapServers());
        // A program that is ended before it can close this must not leave processes behind.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> all.forEach(ServiceProcess::abandon), "abandon-services"));
        for (ServiceName name : ServiceName.values()) {
            start(name);
        }
    }

    public EventLog events() {
        return events;
    }

    public EventSender sender() {
        return sender;
    }

    /** The process that was started last under this name, replicas apart. */
    public ServiceProcess service(ServiceName name) {
        ServiceProcess process = services.get(name);
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    /** All processes that ever were, those that have ended included. */
    public List<ServiceProcess> processes() {
        return List.copyOf(all);
    }

    /** Starts a service, or starts it again after it was killed. */
    public ServiceProcess start(ServiceName name) throws IOException {
        ServiceProcess started = startReplica(name);
        services.put(name, started);
        return started;
    }

    /** Starts one more process of a service beside the one that is there. */
    public ServiceProcess startReplica(ServiceName name) throws IOException {
        Map<String, String> environment = new HashMap<>(lab.environment());
        environment.putAll(settings);
        Path log = logs.resolve(name.module() + "-" + (all.size() + 1) + ".log");
        ServiceProcess started = ServiceProcess.start(root, name, environment, log);
        all.add(started);
        return started;
    }

    /** Publishes a MigrationRequested for clusters/hc1. {@code more} adds or replaces fields. */
    public void migrate(String migrationId, String source, String destination, Map<String, ?> more)
            throws InterruptedException, ExecutionException {
        migrate(lab.hostedCluster(), migrationId, source, destination, more);
    }

    /** The same for any hosted cluster. */
    public void migrate(
            HostedClusterNames hostedCluster,
            String migrationId,
            String source,
            String destination,
            Map<String, ?> more)
            throws InterruptedException, ExecutionException {
        Map<String, Object> request = new HashMap<>(Map.of(
                "hostedCluster",
                Map.of("namespace", hostedCluster.namespace(), "name", hostedCluster.name()),
                "source",
                source,
                "destination",
                destination,
                "scope",
                "CONTROL_PLANE_AND_NODES",
                "migrationId",
                migrationId,
                "requestedBy",
                "launcher"));
        request.putAll(more);
        sender.send(Event.REQUESTED, REQUESTED_TYPE, hostedCluster.key(), request);
    }

    @Override
    public void close() throws InterruptedException {
        all.parallelStream().forEach(ServiceProcess::close);
        sender.close();
        events.close();
    }
}
