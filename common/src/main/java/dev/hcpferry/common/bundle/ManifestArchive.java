package dev.hcpferry.common.bundle;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * {@code manifests.tar.gz}: one YAML file per object at {@code <namespace>/<kind>.<group>/<name>.yaml}, sorted by path and without
 * times or owners, so that the same objects give the same bytes.
 */
final class ManifestArchive {
    private static final String CLUSTER_SCOPED = "_cluster";
    private static final int OWNER_ONLY = 0100600;

    private ManifestArchive() {}

    /** @throws IllegalArgumentException when two of the objects are the same */
    static byte[] write(List<KubernetesObject> objects) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(bytes, parameters()), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, KubernetesObject> entry : byPath(objects).entrySet()) {
                put(tar, entry.getKey(), ManifestYaml.write(entry.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when this is not such an archive */
    static List<KubernetesObject> read(byte[] archive) throws IOException {
        List<KubernetesObject> objects = new ArrayList<>();
        try (InputStream bytes = new ByteArrayInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new GzipCompressorInputStream(bytes), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                objects.add(read(entry, tar));
            }
        }
        return objects;
    }

    private static KubernetesObject read(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        try {
            return ManifestYaml.read(tar.readAllBytes());
        } catch (IOException e) {
            throw new IOException(entry.getName() + ": " + e.getMessage(), e);
        }
    }

    private static void put(TarArchiveOutputStream tar, String path, byte[] yaml) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setMode(OWNER_ONLY);
        entry.setSize(yaml.length);
        tar.putArchiveEntry(entry);
        tar.write(yaml);
        tar.closeArchiveEntry();
    }

    private static Map<String, KubernetesObject> byPath(List<KubernetesObject> objects) {
        Map<String, KubernetesObject> sorted = new TreeMap<>();
        for (KubernetesObject object : objects) {
            if (sorted.put(path(object), object) != null) {
                throw new IllegalArgumentException("the manifests hold " + object + " twice");
            }
        }
        return sorted;
    }

    private static String path(KubernetesObject object) {
        ResourceKind kind = object.kind();
        String folder = kind.kind().toLowerCase(Locale.ROOT) + (kind.group().isEmpty() ? "" : "." + kind.group());
        return String.join(
                "/", Objects.requireNonNullElse(object.namespace(), CLUSTER_SCOPED), folder, object.name() + ".yaml");
    }

    private static GzipParameters parameters() {
        GzipParameters parameters = new GzipParameters();
        parameters.setModificationTime(0);
        parameters.setOperatingSystem(255);
        return parameters;
    }
}
