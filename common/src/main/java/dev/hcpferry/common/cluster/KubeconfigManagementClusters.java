package dev.hcpferry.common.cluster;

import dev.hcpferry.common.config.FerrySettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
import org.jboss.logging.Logger;

/**
 * Management clusters from a directory of kubeconfigs. A file is read again whenever its content has changed; who still uses the
 * cluster as it was goes on with it.
 */
@ApplicationScoped
public class KubeconfigManagementClusters implements ManagementClusters {
    private static final Logger LOG = Logger.getLogger(KubeconfigManagementClusters.class);
    private static final String SUFFIX = ".kubeconfig";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final FerrySettings settings;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    public KubeconfigManagementClusters(FerrySettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<ManagementCluster> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            String kubeconfig = Files.readString(directory().resolve(name + SUFFIX));
            Loaded current = loaded.compute(
                    name, (key, old) -> old != null && old.kubeconfig.equals(kubeconfig) ? old : load(key, kubeconfig));
            return Optional.of(current.cluster);
        } catch (IOException missing) {
            loaded.remove(name);
            return Optional.empty();
        } catch (IllegalArgumentException | KubernetesClientException broken) {
            LOG.errorf("The file %s%s is not a usable kubeconfig", name, SUFFIX);
            return Optional.empty();
        }
    }

    @Override
    public Set<String> names() {
        try (Stream<Path> files = Files.list(directory())) {
            Set<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .forEach(names::add);
            return names;
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    private Path directory() {
        return settings.managementClusters().directory();
    }

    private Loaded load(String name, String kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setConnectionTimeout(
                (int) settings.managementClusters().connectTimeout().toMillis());
        config.setRequestTimeout(
                (int) settings.managementClusters().requestTimeout().toMillis());
        config.setRequestRetryBackoffLimit(3);
        LOG.infof("Loaded management cluster %s", name);
        return new Loaded(
                kubeconfig,
                new Fabric8ManagementCluster(
                        name,
                        new KubernetesClientBuilder().withConfig(config).build(),
                        settings.managementClusters().pageSize(),
                        settings.etcd().connection()));
    }

    private record Loaded(String kubeconfig, ManagementCluster cluster) {}
}
