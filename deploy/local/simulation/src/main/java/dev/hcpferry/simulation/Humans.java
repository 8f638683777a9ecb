package dev.hcpferry.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.simulation.log.EventLog;
import dev.hcpferry.simulation.plan.Plan;
import dev.hcpferry.simulation.plan.Trouble;
import dev.hcpferry.simulation.time.VirtualTime;
import dev.hcpferry.simulation.world.Universe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Everybody who publishes from outside, and the troubles that come by the clock. */
final class Humans {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OWN = Set.of(EventType.PROGRESS.topic(), EventType.COMMAND.topic());

    private final Plan plan;
    private final VirtualTime time;
    private final EventLog log;
    private final Universe universe;
    private final Consumer<String> trace;
    private final List<Thread> acting = new ArrayList<>();
    private int pending;
    private int published;

    Humans(Plan plan, VirtualTime time, EventLog log, Universe universe, Consumer<String> trace) {
        this.plan = plan;
        this.time = time;
        this.log = log;
        this.universe = universe;
        this.trace = trace;
    }

    void begin() {
        request(MigrationWorld.ID, false);
        plan.troubles().forEach(this::schedule);
    }

    /** Whether nothing is planned any more. */
    boolean done() {
        return pending == 0;
    }

    void end() {
        acting.forEach(Thread::interrupt);
    }

    void retry() {
        trace.accept("RETRY of what is held");
        order(MigrationWorld.ID, Command.RETRY);
    }

    void approveCleanup(String migrationId) {
        trace.accept("APPROVE_CLEANUP of " + migrationId);
        order(migrationId, Command.APPROVE_CLEANUP);
    }

    private void schedule(Trouble trouble) {
        switch (trouble) {
            case Trouble.Order(Duration begin, Command command) ->
                after(begin, trouble, () -> order(MigrationWorld.ID, command));
            case Trouble.SecondRequest(Duration begin) ->
                after(begin, trouble, () -> request(MigrationWorld.ID + "-again", false));
            case Trouble.DryRun(Duration begin) -> after(begin, trouble, () -> request(MigrationWorld.ID, true));
            case Trouble.Repeat(Duration begin, int events, long seed) ->
                after(begin, trouble, () -> repeat(events, new Random(seed)));
            case Trouble.DnsAway(String cluster, Duration begin, Duration length) -> {
                after(begin, trouble, () -> universe.faults().dnsAway(cluster, true));
                after(begin.plus(length), trouble, () -> universe.faults().dnsAway(cluster, false));
            }
            case Trouble.OperatorAway(Duration begin, Duration length) -> {
                after(begin, trouble, () -> universe.faults().operatorAway(true));
                after(begin.plus(length), trouble, () -> universe.faults().operatorAway(false));
            }
            case Trouble.SourceStarted started -> universe.startSourceInMidRestore();
            case Trouble.Away(String system, Duration begin, Duration length) ->
                after(begin.plus(length), trouble, () -> {});
            case Trouble.BadEtcd(boolean split) -> {
                if (split) {
                    universe.faults().restoreSplit();
                } else {
                    universe.faults().restoreEmpty();
                }
            }
            case Trouble.Crash crash -> {}
            case Trouble.Freeze freeze -> {}
            case Trouble.ApiErrors errors -> {}
            case Trouble.BucketErrors errors -> {}
            case Trouble.SnapshotCut cut -> {}
            case Trouble.SnapshotDamaged damaged -> {}
        }
    }

    private void after(Duration begin, Trouble trouble, Runnable what) {
        pending++;
        acting.add(Thread.ofVirtual().start(() -> {
            try {
                time.sleep(begin);
                trace.accept(trouble.toString());
                what.run();
                pending--;
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void request(String migrationId, boolean dryRun) {
        ObjectNode request = JSON.createObjectNode();
        request.put("migrationId", migrationId)
                .put("source", "mgmt-a")
                .put("destination", "mgmt-b")
                .put("scope", plan.scope().name())
                .put("onFailure", plan.onFailure().name())
                .put("cleanup", plan.cleanup().name())
                .put("dryRun", dryRun);
        request.putObject("hostedCluster").put("namespace", "clusters").put("name", "example");
        request.putObject("bundle").put("bucket", "bundles").put("prefix", "hcp-ferry");
        request.putObject("dns").put("takeOver", plan.takeOver());
        ObjectNode deadlines = request.putObject("deadlines");
        put(deadlines, "backup", plan.deadlines().backup());
        put(deadlines, "restore", plan.deadlines().restore());
        put(deadlines, "cleanup", plan.deadlines().cleanup());
        publish(EventType.MIGRATION_REQUESTED, MigrationWorld.REF.subject(), request);
    }

    private static void put(ObjectNode deadlines, String phase, @Nullable Duration time) {
        if (time != null) {
            deadlines.put(phase, time.toString());
        }
    }

    private void order(String migrationId, Command command) {
        publish(
                EventType.COMMAND,
                MigrationWorld.REF.subject(),
                JSON.createObjectNode()
                        .put("migrationId", migrationId)
                        .put("command", command.name())
                        .put("requestedBy", "somebody"));
    }

    private void repeat(int events, Random random) {
        List<ConsumerRecord<byte[], byte[]>> known = new ArrayList<>(log.all());
        known.removeIf(record -> OWN.contains(record.topic()));
        Collections.shuffle(known, random);
        known.stream()
                .limit(events)
                .forEach(record -> log.append(
                        record.topic(),
                        new String(record.key(), StandardCharsets.UTF_8),
                        record.headers(),
                        record.value()));
    }

    private void publish(EventType type, String key, ObjectNode body) {
        RecordHeaders headers = new RecordHeaders();
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", "human-" + published++);
        header(headers, "ce_source", "/somebody");
        header(headers, "ce_type", type.ceType());
        header(headers, "ce_subject", key);
        header(headers, "ce_time", time.now().toString());
        header(headers, "content-type", "application/json");
        log.append(type.topic(), key, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void header(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
