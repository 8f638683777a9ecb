package dev.hcpferry.benchmark.server;

import dev.hcpferry.lab.server.KubernetesBinaries;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that a benchmark needs, in the directory that {@code KUBEBUILDER_ASSETS} names or on the {@code PATH}. */
public record Tools(List<Path> directories) {

    /** A program, and where a user gets it. */
    public enum Tool {
        ETCD("etcd", "Debian package etcd-server, or setup-envtest"),
        ETCDCTL("etcdctl", "Debian package etcd-client"),
        CURL("curl", "Debian package curl"),
        AWS("aws", "Debian package awscli"),
        KUBE_APISERVER("kube-apiserver", "setup-envtest; set KUBEBUILDER_ASSETS to its directory"),
        KUBECTL("kubectl", "setup-envtest, or https://kubernetes.io/docs/tasks/tools");

        private final String program;
        private final String source;

        Tool(String program, String source) {
            this.program = program;
            this.source = source;
        }
    }

    public Tools {
        directories = List.copyOf(directories);
    }

    /** As the environment of this process has them. */
    public static Tools ofEnvironment() {
        return new Tools(Stream.of(KubernetesBinaries.ASSETS, "PATH")
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .flatMap(value -> Stream.of(value.split(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .toList());
    }

    /** What of these is missing, with the place to get it. */
    public List<String> missing(Tool... wanted) {
        return Stream.of(wanted)
                .filter(tool -> find(tool).isEmpty())
                .map(tool -> tool.program + " (" + tool.source + ")")
                .toList();
    }

    /** @throws IllegalStateException when it is missing */
    public String path(Tool tool) {
        return find(tool)
                .orElseThrow(() -> new IllegalStateException(tool.program + " is missing"))
                .toString();
    }

    /** @throws IllegalStateException when kube-apiserver or etcd is missing */
    public KubernetesBinaries kubernetes() {
        return new KubernetesBinaries(Path.of(path(Tool.KUBE_APISERVER)), Path.of(path(Tool.ETCD)));
    }

    private Optional<Path> find(Tool tool) {
        return directories.stream()
                .map(directory -> directory.resolve(tool.program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
