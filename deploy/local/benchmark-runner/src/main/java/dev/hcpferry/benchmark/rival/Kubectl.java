package dev.hcpferry.benchmark.rival;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hcpferry.benchmark.server.Tools;
import dev.hcpferry.benchmark.server.Tools.Tool;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code kubectl} with one kubeconfig and a discovery cache of its own. */
public final class Kubectl {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final String program;
    private final Path directory;
    private final Commands commands;

    /** @param directory for what it writes */
    public Kubectl(Tools tools, Path kubeconfig, Path directory) throws IOException {
        this.program = tools.path(Tool.KUBECTL);
        this.directory = Files.createDirectories(directory);
        this.commands = new Commands(
                Map.of("KUBECONFIG", kubeconfig.toString(), "HOME", directory.toString()),
                directory.resolve("kubectl.log"));
    }

    /** One process for all objects of a kind. */
    Duration get(ResourceKind kind, String namespace) throws IOException, InterruptedException {
        return commands.run(
                List.of(program, "get", resource(kind), "--namespace", namespace, "--output", "yaml"),
                into(resource(kind) + ".yaml"));
    }

    /** One process for one object. */
    Duration get(KubernetesObject object) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(program, "get", resource(object.kind()), object.name(), "--output", "yaml"));
        if (object.namespace() != null) {
            command.addAll(List.of("--namespace", object.namespace()));
        }
        return commands.run(command, into(object.name() + "." + resource(object.kind()) + ".yaml"));
    }

    /** One process for all files of a directory. */
    Duration apply(Path manifests) throws IOException, InterruptedException {
        return commands.run(List.of(program, "apply", "--filename", manifests.toString()), Redirect.DISCARD);
    }

    /** A new directory with a file per object. */
    Path write(String name, List<KubernetesObject> objects) throws IOException {
        Path manifests = Files.createDirectories(directory.resolve(name));
        for (KubernetesObject object : objects) {
            YAML.writeValue(
                    manifests
                            .resolve(resource(object.kind()) + "." + object.name() + ".yaml")
                            .toFile(),
                    object.json());
        }
        return manifests;
    }

    private Redirect into(String file) {
        return Redirect.to(directory.resolve(file).toFile());
    }

    private static String resource(ResourceKind kind) {
        return kind.group().isEmpty() ? kind.plural() : kind.plural() + "." + kind.group();
    }
}
