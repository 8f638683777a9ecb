package dev.hcpferry.lab.server;

import io.fabric8.kubeapitest.KubeAPIServerConfig;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The programs of a real API server and its etcd. */
public record KubernetesBinaries(Path apiServer, Path etcd) {

    /** The variable that names the directory where they are. */
    public static final String ASSETS = "KUBEBUILDER_ASSETS";

    /**
     * Those of the directory that {@link #ASSETS} names, else those that kube-api-test downloads once into the user's home.
     *
     * @throws IllegalStateException when there are none, saying what to do
     */
    public static KubernetesBinaries ofEnvironment() {
        return of(
                System.getenv(),
                KubeAPIServerConfigBuilder.anAPIServerConfig()
                        .withOfflineMode(false)
                        .build());
    }

    static KubernetesBinaries of(Map<String, String> environment, KubeAPIServerConfig elsewhere) {
        return Optional.ofNullable(environment.get(ASSETS))
                .filter(Predicate.not(String::isBlank))
                .map(directory -> in(Path.of(directory)))
                .orElseGet(() -> downloaded(elsewhere));
    }

    private static KubernetesBinaries in(Path directory) {
        return new KubernetesBinaries(program(directory, "kube-apiserver"), program(directory, "etcd"));
    }

    private static Path program(Path directory, String name) {
        Path program = directory.resolve(name).toAbsolutePath();
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(ASSETS + " must name a directory that holds kube-apiserver and etcd, as"
                    + " setup-envtest gets one: there is no program " + program);
        }
        return program;
    }

    private static KubernetesBinaries downloaded(KubeAPIServerConfig config) {
        BinaryManager manager = new BinaryManager(config);
        try {
            manager.initAndDownloadIfRequired();
        } catch (KubeAPITestException problem) {
            throw new IllegalStateException(
                    "kube-apiserver and etcd can't be downloaded (" + problem.getMessage() + "): set " + ASSETS
                            + " to a directory that holds both, as setup-envtest gets one",
                    problem);
        }
        return new KubernetesBinaries(
                manager.binaries().getApiServer().toPath(),
                manager.binaries().getEtcd().toPath());
    }
}
