package dev.hcpferry.common.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestArchiveTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void objects_becomeOneReadableFileEach() throws Exception {
        Map<String, String> files = unpack(ManifestArchive.write(List.of(nodePool(), secret(), namespace())));

        assertThat(files.keySet())
                .containsExactly(
                        "_cluster/namespace/clusters-hc1.yaml",
                        "clusters/nodepool.hypershift.openshift.io/np-a.yaml",
                        "clusters/secret/hc1-pull-secret.yaml");
        assertThat(files.get("clusters/nodepool.hypershift.openshift.io/np-a.yaml"))
                .isEqualTo(golden("nodepool.yaml"));
        assertThat(files.get("clusters/secret/hc1-pull-secret.yaml")).isEqualTo(golden("secret.yaml"));
    }

    @Test
    void sameObjects_giveTheSameBytes() throws Exception {
        ObjectNode reordered = JSON.createObjectNode();
        secret().json().properties().stream()
                .sorted((left, right) -> right.getKey().compareTo(left.getKey()))
                .forEach(entry -> reordered.set(entry.getKey(), entry.getValue()));
        KubernetesObject sameSecret = new KubernetesObject(ResourceKind.SECRET, reordered);

        byte[] archive = ManifestArchive.write(List.of(nodePool(), secret(), namespace()));

        assertThat(ManifestArchive.write(List.of(namespace(), sameSecret, nodePool())))
                .isEqualTo(archive);
    }

    @Test
    void archive_holdsNoTimesAndOwners() throws Exception {
        byte[] archive = ManifestArchive.write(List.of(namespace()));

        assertThat(Arrays.copyOfRange(archive, 4, 8))
                .as("time in the gzip header")
                .containsOnly(0);
        try (TarArchiveInputStream tar = open(archive)) {
            TarArchiveEntry entry = tar.getNextEntry();
            assertThat(entry.getLastModifiedTime().toMillis()).isZero();
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getUserName()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "no",
                "null",
                "~",
                "",
                " lead",
                "1e3",
                "0x1F",
                "0o17",
                "012",
                "1_000",
                "1.50",
                "12:30:45",
                "2026-01-01",
                "=",
                "<<",
                "*ref",
                "&ref",
                "!tag",
                "# no comment",
                "a: b",
                "- a",
                "{}",
                "[]",
                "'",
                "\"",
                "\\",
                "a\nb\n",
                "\t",
                "\r\n",
                "---",
                "...",
                "\u0000\u0007",
                "\u2028",
                "\u00e9\uD83D\uDE00",
                "@",
                "%",
                "|",
                ">"
            })
    void awkwardTexts_surviveAsValueAndAsKey(String text) throws Exception {
        KubernetesObject object = KubernetesObject.create(ResourceKind.CONFIG_MAP, "clusters", "awkward");
        object.json().putObject("data").put("key", text).put(text, "value");

        List<KubernetesObject> read = ManifestArchive.read(ManifestArchive.write(List.of(object)));

        assertThat(read)
                .singleElement()
                .satisfies(found -> assertThat(found.json()).isEqualTo(object.json()));
    }

    @Test
    void largeObject_survives() throws Exception {
        KubernetesObject object = KubernetesObject.create(ResourceKind.CONFIG_MAP, "clusters", "large");
        object.json().putObject("data").put("text", "0123456789abcdef ".repeat(250_000));

        List<KubernetesObject> read = ManifestArchive.read(ManifestArchive.write(List.of(object)));

        assertThat(read)
                .singleElement()
                .satisfies(found -> assertThat(found.json()).isEqualTo(object.json()));
    }

    @Test
    void unknownKind_isNamedWithoutContent() {
        byte[] yaml = "apiVersion: v9\nkind: Mystery\ndata: {password: hunter2}\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ManifestYaml.read(yaml))
                .hasMessageContaining("v9 Mystery")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void brokenYaml_isReportedWithoutContent() {
        byte[] yaml = "password: hunter2: [".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ManifestYaml.read(yaml))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void sameObjectTwice_isRefused() {
        assertThatThrownBy(() -> ManifestArchive.write(List.of(secret(), secret())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hc1-pull-secret");
    }

    static KubernetesObject secret() {
        KubernetesObject secret = KubernetesObject.create(ResourceKind.SECRET, "clusters", "hc1-pull-secret");
        secret.json().put("type", "kubernetes.io/dockerconfigjson");
        secret.json().putObject("data").put(".dockerconfigjson", "eyJhdXRocyI6e319");
        return secret;
    }

    private static KubernetesObject nodePool() {
        KubernetesObject nodePool = KubernetesObject.create(ResourceKind.NODE_POOL, "clusters", "np-a");
        nodePool.annotate("hypershift.openshift.io/nodePoolCurrentConfig", "0123e45");
        nodePool.setFinalizers(List.of("hypershift.openshift.io/finalizer"));
        nodePool.spec().put("clusterName", "hc1").put("replicas", 3).put("pausedUntil", "true");
        nodePool.spec().putObject("management").put("autoRepair", false);
        return nodePool;
    }

    private static KubernetesObject namespace() {
        return KubernetesObject.create(ResourceKind.NAMESPACE, null, "clusters-hc1");
    }

    private static TarArchiveInputStream open(byte[] archive) throws IOException {
        return new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(archive)));
    }

    private static Map<String, String> unpack(byte[] archive) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (TarArchiveInputStream tar = open(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String golden(String name) throws IOException {
        try (InputStream content = ManifestArchiveTest.class.getResourceAsStream(name)) {
            assertThat(content).as(name).isNotNull();
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
