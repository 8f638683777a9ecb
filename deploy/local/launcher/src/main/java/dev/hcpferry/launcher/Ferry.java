package dev.hcpferry.launcher;

import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The three services as processes on a lab, and the events that go between them. */
public final class Ferry implements AutoCloseable {
    private static final String REQUESTED = "hcp-migration-requested";
    private static final String REQUESTED_TYPE = "dev.hcpferry.migration.requested.v1";

    private final Path root;
    private final Path logs;
    private final Lab lab;
    private final Map<ServiceName, ServiceProcess> services = new EnumMap<>(ServiceName.class);
    private final EventLog events;
    private final EventSender sender;

    /** @param root the checkout, with built services */
    public Ferry(Path root, Lab lab, Path logs) throws IOException {
        this.root = root;
        this.lab = lab;
        this.logs = Files.createDirectories(logs);
        events = new EventLog(lab.kafkaBootstrapServers());
        sender = new EventSender(lab.kafkaBootstrapServers());
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

    public ServiceProcess service(ServiceName name) {
        ServiceProcess process = services.get(name);
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    /** Starts a service, or starts it again after it was killed. */
    public void start(ServiceName name) throws IOException {
        services.put(name, ServiceProcess.start(root, name, lab.environment(), logs));
    }

    /** Publishes a MigrationRequested for the lab's hosted cluster. {@code more} adds or replaces fields. */
    public void migrate(String migrationId, String source, String destination, Map<String, ?> more)
            throws InterruptedException, ExecutionException {
        HostedClusterNames hostedCluster = lab.hostedCluster();
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
        sender.send(REQUESTED, REQUESTED_TYPE, hostedCluster.namespace() + "/" + hostedCluster.name(), request);
    }

    @Override
    public void close() throws InterruptedException {
        services.values().parallelStream().forEach(ServiceProcess::close);
        sender.close();
        events.close();
    }
}
