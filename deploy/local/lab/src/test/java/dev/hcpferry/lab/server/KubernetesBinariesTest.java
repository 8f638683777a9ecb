package dev.hcpferry.lab.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fabric8.kubeapitest.KubeAPIServerConfig;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesBinariesTest {

    @TempDir
    private Path directory;

    @Test
    void namedDirectory_withBothPrograms_isTaken() throws IOException {
        Path apiServer = program(directory, "kube-apiserver");
        Path etcd = program(directory, "etcd");

        assertThat(KubernetesBinaries.of(Map.of("KUBEBUILDER_ASSETS", directory.toString()), offline()))
                .isEqualTo(new KubernetesBinaries(apiServer, etcd));
    }

    @Test
    void namedDirectory_withoutEtcd_isRefusedWithWhatIsMissing() throws IOException {
        program(directory, "kube-apiserver");

        assertThatIllegalStateException()
                .isThrownBy(() -> KubernetesBinaries.of(Map.of("KUBEBUILDER_ASSETS", directory.toString()), offline()))
                .withMessageContaining("KUBEBUILDER_ASSETS must name a directory")
                .withMessageEndingWith("there is no program " + directory.resolve("etcd"));
    }

    @Test
    void noDirectoryNamed_afterADownload_takesWhatWasDownloaded() throws IOException {
        Path downloaded =
                Files.createDirectories(directory.resolve("k8s").resolve("1.2.3" + Utils.platformSuffix(new OSInfo())));
        Path apiServer = program(downloaded, "kube-apiserver");
        Path etcd = program(downloaded, "etcd");
        program(downloaded, "kubectl");

        assertThat(KubernetesBinaries.of(Map.of(), offline())).isEqualTo(new KubernetesBinaries(apiServer, etcd));
    }

    @Test
    void noDirectoryNamed_andNoDownload_isRefusedWithWhatToDo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> KubernetesBinaries.of(Map.of("KUBEBUILDER_ASSETS", " "), offline()))
                .withMessageStartingWith("kube-apiserver and etcd can't be downloaded")
                .withMessageContaining("set KUBEBUILDER_ASSETS to a directory");
    }

    /** Where kube-api-test downloads nothing. */
    private KubeAPIServerConfig offline() {
        return KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(directory.toString())
                .withOfflineMode(true)
                .build();
    }

    private static Path program(Path directory, String name) throws IOException {
        Path program = Files.writeString(directory.resolve(name), "");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
