package dev.hcpferry.backup.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.World;
import dev.hcpferry.backup.preflight.CheckResult.Failed;
import dev.hcpferry.backup.preflight.CheckResult.Unjudged;
import dev.hcpferry.backup.preflight.CheckResult.Warned;
import dev.hcpferry.backup.preflight.Scorecard.Entry;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.hypershift.HyperShift;
import dev.hcpferry.common.model.ReasonCode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreconditionsTest {
    @Test
    void healthyWorld_passesAllChecksWithoutAWarning() throws InterruptedException {
        Scorecard scorecard = look(new World());

        assertThat(scorecard.entries()).allMatch(entry -> entry.result() instanceof CheckResult.Passed);
        assertThat(scorecard.passed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.hcpferry.backup.preflight.Flaws#failures")
    void whatIsWrong_failsItsOwnCheckAndNoOther(Flaws.Row row) throws InterruptedException {
        World world = new World();
        row.breakIt().accept(world);

        Scorecard scorecard = look(world);

        assertThat(scorecard.passed()).isFalse();
        assertThat(texts(scorecard, Failed.class))
                .hasEntrySatisfying(
                        row.check().getSimpleName(), text -> assertThat(text).startsWith(row.expected()))
                .containsOnlyKeys(expectedFailures(row));
    }

    @ParameterizedTest
    @MethodSource("dev.hcpferry.backup.preflight.Flaws#warnings")
    void whatIsOnlyWorthKnowing_isAWarningOfItsOwnCheck(Flaws.Row row) throws InterruptedException {
        World world = new World();
        row.breakIt().accept(world);

        Scorecard scorecard = look(world);

        assertThat(texts(scorecard, Warned.class))
                .hasEntrySatisfying(
                        row.check().getSimpleName(), text -> assertThat(text).contains(row.expected()));
        assertThat(scorecard.passed()).isTrue();
    }

    @Test
    void everyCheck_hasARowThatMakesItNotPass() {
        Set<String> covered = Stream.concat(Flaws.failures(), Flaws.warnings())
                .map(row -> row.check().getSimpleName())
                .collect(Collectors.toSet());

        assertThat(covered)
                .containsExactlyInAnyOrderElementsOf(
                        Preconditions.ALL.stream().map(PreflightCheck::name).toList());
    }

    @Test
    void sourceCutOff_leavesWhatBuildsOnItUnjudgedAndJudgesTheRest() throws InterruptedException {
        World world = new World();
        world.source.setUnreachable(true);

        Scorecard scorecard = look(world);

        assertThat(texts(scorecard, Unjudged.class))
                .containsEntry("EtcdManaged", "the source can't be used")
                .containsKeys("SourcePermissions", "HostedClusterFound", "EtcdHealthy", "BucketUsable")
                .doesNotContainKeys("DestinationFree", "SnapshotUrlUsable", "DestinationPermissions");
    }

    @Test
    void faultThatMayPass_leavesTheCheckUnjudged() throws InterruptedException {
        World world = new World();
        world.bundles.bucketCheck = () -> {
            throw new KubernetesException(KubernetesException.Kind.OTHER, "503 SlowDown");
        };

        Scorecard scorecard = look(world);

        assertThat(texts(scorecard, Unjudged.class)).containsOnlyKeys("BucketUsable");
    }

    @Test
    void etcdWhosePodsAreBeingReplaced_isJudgedLater() throws InterruptedException {
        World world = new World();
        world.etcd.fallSilent();
        KubernetesObject etcd =
                KubernetesObject.create(ResourceKind.STATEFUL_SET, World.CONTROL_PLANE, HyperShift.ETCD);
        world.source.createIfAbsent(etcd);

        Scorecard scorecard = look(world);

        assertThat(texts(scorecard, Unjudged.class)).containsOnlyKeys("EtcdHealthy");
    }

    @Test
    void storageClassesThatCanNotBeSeen_areAWarning() throws InterruptedException {
        World world = new World();
        world.destination.forget(ResourceKind.STORAGE_CLASS);

        Scorecard scorecard = look(world);

        assertThat(texts(scorecard, Warned.class)).containsKey("DestinationStorageClass");
    }

    @Test
    void keyInKms_staysWhereBothSidesReachIt() throws InterruptedException {
        World world = new World();
        world.editHostedCluster(object -> {
            object.json().withObject("/spec/secretEncryption").put("type", "kms");
            object.json()
                    .withObject("/spec/secretEncryption/kms/aws/activeKey")
                    .put("arn", "arn:aws:kms:us-east-1:111122223333:key/1");
            object.json()
                    .withObject("/spec/secretEncryption/kms/aws/auth")
                    .put("awsKms", "arn:aws:iam::111122223333:role/kms");
        });

        Scorecard scorecard = look(world);

        assertThat(scorecard.passed()).isTrue();
        assertThat(texts(scorecard, Warned.class)).isEmpty();
    }

    private static Scorecard look(World world) throws InterruptedException {
        return Scorecard.of(Preconditions.ALL, new Surroundings(world.context(world.systems())));
    }

    /** One cluster given twice is occupied by what is to move; nothing else has company. */
    private static String[] expectedFailures(Flaws.Row row) {
        return row.check() == RequestConsistent.class
                ? new String[] {"RequestConsistent", "DestinationFree"}
                : new String[] {row.check().getSimpleName()};
    }

    private static Map<String, String> texts(Scorecard scorecard, Class<? extends CheckResult> type) {
        return scorecard.entries().stream()
                .filter(entry -> type.isInstance(entry.result()))
                .collect(Collectors.toMap(Entry::check, entry -> text(entry.result())));
    }

    private static String text(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed(String detail) -> detail;
            case Warned(String detail) -> detail;
            case Failed(ReasonCode reason, String detail, String remedy) -> reason + " " + detail;
            case Unjudged(String why) -> why;
        };
    }
}
