package dev.hcpferry.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.benchmark.server.Tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    @TempDir
    private Path directory;

    @Test
    void missingProgramsAreNamedWithTheirSource() throws IOException {
        Path etcd = install("etcd");
        Tools tools = new Tools(List.of(directory));

        assertThat(tools.missing(Tool.ETCD, Tool.ETCDCTL)).containsExactly("etcdctl (Debian package etcd-client)");
        assertThat(tools.path(Tool.ETCD)).isEqualTo(etcd.toString());
        assertThatThrownBy(() -> tools.path(Tool.KUBECTL)).hasMessage("kubectl is missing");
    }

    private Path install(String program) throws IOException {
        Path file = Files.createFile(directory.resolve(program));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
