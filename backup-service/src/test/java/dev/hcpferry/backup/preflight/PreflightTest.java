package dev.hcpferry.backup.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.BackupContext;
import dev.hcpferry.backup.World;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.migration.MigrationContext;
import dev.hcpferry.common.model.ReasonCode;
import dev.hcpferry.common.phase.StepResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private final World world = new World();

    @Test
    void everythingHolds_isDone() throws InterruptedException {
        assertThat(run()).isEqualTo(StepResult.done("26 checks passed"));
    }

    @Test
    void severalFailures_theFirstOfTheListIsTold() throws InterruptedException {
        world.etcd.alarms = List.of("NOSPACE");
        world.dns.zoneThere = false;

        assertThat(run())
                .isInstanceOfSatisfying(
                        StepResult.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.DNS_ZONE_NOT_FOUND));
    }

    @Test
    void faultThatMayPass_isWaitedFor() throws InterruptedException {
        world.bundles.bucketCheck = () -> {
            throw new KubernetesException(KubernetesException.Kind.OTHER, "503 SlowDown");
        };

        assertThat(run())
                .isEqualTo(StepResult.waiting("BucketUsable can't be judged: KubernetesException: 503 SlowDown"));
    }

    @Test
    void faultThatMayPassBesideOneThatStays_fails() throws InterruptedException {
        world.bundles.bucketCheck = () -> {
            throw new KubernetesException(KubernetesException.Kind.OTHER, "503 SlowDown");
        };
        world.etcd.fallSilent();

        assertThat(run())
                .isInstanceOfSatisfying(
                        StepResult.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.ETCD_UNHEALTHY));
    }

    @Test
    void etcdThatIsSilentOnce_isAskedAgain() throws InterruptedException {
        world.etcd.ignore(1);

        assertThat(run()).isInstanceOf(StepResult.Done.class);
    }

    @Test
    void brokenControlPlane_mayBeMoved() throws InterruptedException {
        world.editHostedCluster(hostedCluster -> hostedCluster.json().remove("status"));

        assertThat(run()).isInstanceOf(StepResult.Done.class);
    }

    private StepResult run() throws InterruptedException {
        MigrationContext context = world.context(world.systems());
        return new Preflight().run(new BackupContext(context.request(), context.run(), context.systems()));
    }
}
