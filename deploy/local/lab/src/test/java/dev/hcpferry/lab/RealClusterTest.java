package dev.hcpferry.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hcpferry.lab.judge.Expectation;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.server.KubernetesBinaries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfEnvironmentVariable(
        named = KubernetesBinaries.ASSETS,
        matches = ".+",
        disabledReason = "names no directory with kube-apiserver and etcd")
class RealClusterTest {

    @TempDir
    private Path directory;

    @Test
    void deletedHostedCluster_onARealApiServerWhereItWasAvailable_takesItsNamespaceWithIt() {
        try (Lab lab = Lab.start(LabOptions.in(directory).with(LabOptions.Extra.REAL_KUBERNETES));
                Objects source = new Objects(lab.source().client(), EnumSet.of(Kind.HOSTED_CLUSTER, Kind.NAMESPACE))) {
            assertThat(lab.judge().verdict(Expectation.AT_HOME)).isEmpty();

            HostedClusterNames names = lab.hostedCluster();
            source.delete(source.find(Kind.HOSTED_CLUSTER, names.namespace(), names.name())
                    .orElseThrow());

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> source.find(Kind.NAMESPACE, "", names.controlPlaneNamespace())
                            .isEmpty());
        }
    }
}
