package dev.hcpferry.backup.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.backup.World;
import dev.hcpferry.backup.preflight.Scorecard.Entry;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScorecardTest {
    private final World world = new World();

    @Test
    void resultsKeepTheOrderOfTheChecks_whicheverEndsFirst() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        PreflightCheck slow = around -> {
            second.await();
            return CheckResult.passed("slow");
        };
        PreflightCheck fast = around -> {
            second.countDown();
            return CheckResult.passed("fast");
        };

        assertThat(look(slow, fast))
                .extracting(Entry::result)
                .containsExactly(CheckResult.passed("slow"), CheckResult.passed("fast"));
    }

    @Test
    void refusedLook_isAMissingPermission() throws InterruptedException {
        PreflightCheck forbidden = around -> {
            throw new KubernetesException(KubernetesException.Kind.FORBIDDEN, "listing nodes is forbidden");
        };

        assertThat(look(forbidden).getFirst().result())
                .isInstanceOfSatisfying(
                        CheckResult.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(ReasonCode.PERMISSION_MISSING));
    }

    @Test
    void brokenCheck_isUnjudgedAndSpoilsNoOther() throws InterruptedException {
        PreflightCheck broken = around -> {
            throw new IllegalStateException("out of order");
        };

        assertThat(look(broken, new EtcdManaged()))
                .extracting(Entry::result)
                .containsExactly(
                        new CheckResult.Unjudged("IllegalStateException: out of order"),
                        CheckResult.passed("managed by HyperShift"));
    }

    private List<Entry> look(PreflightCheck... checks) throws InterruptedException {
        return Scorecard.of(List.of(checks), new Surroundings(world.context(world.systems())))
                .entries();
    }
}
