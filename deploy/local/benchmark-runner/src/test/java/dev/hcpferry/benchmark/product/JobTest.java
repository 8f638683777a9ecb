package dev.hcpferry.benchmark.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.benchmark.product.Job.Work;
import dev.hcpferry.common.model.HostedClusterRef;
import org.junit.jupiter.api.Test;

class JobTest {
    @Test
    void jobSurvivesTheWayToTheOtherProcess() {
        Job job = new Job(Work.RESTORE, "kubernetes", new HostedClusterRef("clusters", "hc1"), "restore-1", 500);

        assertThat(Job.parse(job.toLine())).isEqualTo(job);
    }
}
