package dev.hcpferry.common.event;

import dev.hcpferry.common.event.BackupCompleted.Bundle;
import dev.hcpferry.common.event.BackupCompleted.Manifests;
import dev.hcpferry.common.event.BackupCompleted.Node;
import dev.hcpferry.common.event.BackupCompleted.Snapshot;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.event.MigrationProgress.Observations;
import dev.hcpferry.common.event.MigrationRequested.BundleOptions;
import dev.hcpferry.common.event.MigrationRequested.Deadlines;
import dev.hcpferry.common.event.MigrationRequested.DnsOptions;
import dev.hcpferry.common.event.PhaseFailed.GuestApi;
import dev.hcpferry.common.event.PhaseFailed.Rollback;
import dev.hcpferry.common.event.PreflightCompleted.Check;
import dev.hcpferry.common.event.PreflightCompleted.WouldLeave;
import dev.hcpferry.common.event.RestoreCompleted.Evidence;
import dev.hcpferry.common.event.RestoreCompleted.RestoredNode;
import dev.hcpferry.common.event.SourceCleaned.LeftObject;
import dev.hcpferry.common.event.SourceCleaned.RemovedObject;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.common.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One event of each type with every field filled in. */
public final class EventSamples {
    public static final String ID = "example-1";
    public static final HostedClusterRef HOSTED_CLUSTER = new HostedClusterRef("clusters", "example");
    public static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");

    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final String BUNDLE = "hcp-ferry/clusters/example/example-1/";

    private EventSamples() {}

    public static MigrationEvent of(EventType type) {
        return switch (type) {
            case MIGRATION_REQUESTED -> requested();
            case BACKUP_COMPLETED -> backedUp();
            case RESTORE_COMPLETED -> restored();
            case SOURCE_CLEANED -> cleaned();
            case PHASE_FAILED -> failed(PhaseName.BACKUP);
            case SOURCE_RESUMED -> resumed();
            case COMMAND -> command(Command.APPROVE_CLEANUP);
            case PROGRESS -> progress(PhaseName.BACKUP, PhaseState.RUNNING);
            case BUNDLE_REQUESTED -> bundleRequested();
            case BUNDLE_COMPLETED -> bundled();
            case PREFLIGHT_COMPLETED -> preflight();
        };
    }

    public static MigrationRequested requested() {
        return new MigrationRequested(
                HOSTED_CLUSTER,
                "mgmt-a",
                "mgmt-b",
                Scope.CONTROL_PLANE_AND_NODES,
                ID,
                CleanupPolicy.AFTER_APPROVAL,
                FailurePolicy.HOLD,
                false,
                new BundleOptions("ferry-bundles", "team/a", "arn:aws:kms:eu-west-1:111122223333:key/1234"),
                new DnsOptions("Z0123456789", false),
                new Deadlines(Duration.ofMinutes(20), Duration.ofMinutes(45), Duration.ofMinutes(15)),
                location("bundle.json"),
                true,
                "alice@example.com",
                "mgmt-a is retired");
    }

    public static BackupCompleted backedUp() {
        return new BackupCompleted(
                ID,
                requested(),
                "example-abc12",
                new Snapshot(location("etcd.db"), "v1", 4096, SHA, 1234, 99, "3.5.21", 3, Duration.ofMillis(3200)),
                new Manifests(location("manifests.tar.gz"), 2048, SHA, 42, Map.of("Secret", 31, "Machine", 11)),
                new Bundle(location("bundle.json"), SHA),
                List.of(new Node("ip-10-0-0-1", "aws:///eu-west-1a/i-0abc")),
                AT,
                AT.plusSeconds(60));
    }

    public static RestoreCompleted restored() {
        return new RestoreCompleted(
                ID,
                requested(),
                backedUp().withoutRequest(),
                List.of(new Evidence("etcd-revision", true, "1234 is at least 1234")),
                List.of(new RestoredNode("ip-10-0-0-1", "aws:///eu-west-1a/i-0abc", true)),
                Map.of("Secret", 31, "Machine", 11),
                AT.plusSeconds(300),
                Duration.ofMinutes(5),
                AT.plusSeconds(600));
    }

    public static SourceCleaned cleaned() {
        return new SourceCleaned(
                ID,
                HOSTED_CLUSTER,
                "mgmt-a",
                "mgmt-b",
                List.of(new RemovedObject("Machine", "clusters-example", "worker-1")),
                List.of(new LeftObject("Namespace", "clusters", "clusters", "holds other hosted clusters")),
                AT.plusSeconds(900));
    }

    public static PhaseFailed failed(PhaseName phase) {
        return new PhaseFailed(
                ID,
                HOSTED_CLUSTER,
                phase,
                "take-snapshot",
                ReasonCode.SNAPSHOT_FAILED,
                "the stream broke",
                GuestApi.DOWN,
                Rollback.PENDING,
                true,
                "retry the migration",
                AT);
    }

    public static SourceResumed resumed() {
        return new SourceResumed(ID, HOSTED_CLUSTER, "mgmt-a", Map.of("kube-apiserver", 3), AT, AT.plusSeconds(10));
    }

    public static MigrationCommand command(Command command) {
        return new MigrationCommand(ID, command, "alice@example.com");
    }

    public static MigrationProgress progress(PhaseName phase, PhaseState state) {
        return new MigrationProgress(
                ID,
                HOSTED_CLUSTER,
                phase,
                state,
                "take-snapshot",
                9,
                14,
                1,
                AT,
                AT.plusSeconds(1800),
                AT,
                "3 of 4 GiB",
                new Observations(true, AT, AT.plusSeconds(300), 3, 2));
    }

    public static BundleRequested bundleRequested() {
        return new BundleRequested(HOSTED_CLUSTER, "mgmt-a", ID, new BundleOptions("ferry-bundles", "team/a", "key-1"));
    }

    public static BundleCompleted bundled() {
        BackupCompleted backup = backedUp();
        return new BundleCompleted(
                ID,
                HOSTED_CLUSTER,
                "mgmt-a",
                BundleCompleted.Kind.LIVE,
                backup.infraId(),
                backup.snapshot(),
                backup.manifests(),
                backup.bundle(),
                backup.nodes(),
                AT);
    }

    public static PreflightCompleted preflight() {
        return new PreflightCompleted(
                ID,
                HOSTED_CLUSTER,
                false,
                List.of(new Check("DestinationFree", false, "mgmt-b holds clusters/example", "choose another one")),
                Map.of("Secret", 31),
                List.of(new WouldLeave(
                        "Secret", "clusters", "builder-token", "credentials of the source cluster itself")),
                4096L,
                Duration.ofSeconds(90),
                AT);
    }

    private static S3Location location(String file) {
        return new S3Location("ferry-bundles", BUNDLE + file);
    }
}
