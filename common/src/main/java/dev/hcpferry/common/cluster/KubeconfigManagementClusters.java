package dev.hcpferry.common.cluster;

import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.config.FerrySettings.ManagementClusterSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Management clusters from a directory of kubeconfigs. A file counts as it is at the moment of each call, so new credentials
 * reach the migrations that are under way.
 */
@ApplicationScoped
public class KubeconfigManagementClusters implements ManagementClusters {
    private static final String SUFFIX = ".kubeconfig";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final int RETRIES = 5;

    private final FerrySettings settings;
    private final KubernetesClients clients;
    private final Map<String, KubeconfigFile> files = new ConcurrentHashMap<>();
    private final Map<String, Fabric8ManagementCluster> clusters = new ConcurrentHashMap<>();

    public KubeconfigManagementClusters(FerrySettings settings, KubernetesClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    @Override
    public Optional<ManagementCluster> find(String name) {
        if (!NAME.matcher(name).matches() || !file(name).isUsable()) {
            return Optional.empty();
        }
        return Optional.of(clusters.computeIfAbsent(
                name,
                key -> new Fabric8ManagementCluster(
                        key, file(key)::client, limits(), settings.etcd().connection())));
    }

    @Override
    public Set<String> names() {
        try (Stream<Path> found = Files.list(directory())) {
            Set<String> names = new TreeSet<>();
            found.map(path -> path.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .forEach(names::add);
            return names;
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    @PreDestroy
    void close() {
        clusters.values().forEach(Fabric8ManagementCluster::closeWatches);
        files.values().forEach(KubeconfigFile::close);
    }

    private KubeconfigFile file(String name) {
        return files.computeIfAbsent(
                name,
                key -> new KubeconfigFile(directory().resolve(key + SUFFIX), text -> clients.open(text, limits())));
    }

    private Path directory() {
        return settings.managementClusters().directory();
    }

    private ApiLimits limits() {
        ManagementClusterSettings configured = settings.managementClusters();
        return new ApiLimits(configured.connectTimeout(), configured.requestTimeout(), RETRIES, configured.pageSize());
    }
}
