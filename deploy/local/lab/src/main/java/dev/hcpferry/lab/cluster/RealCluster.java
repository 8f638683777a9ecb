package dev.hcpferry.lab.cluster;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.LabCluster;
import dev.hcpferry.lab.apiserver.RequestFaults;
import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.server.KubernetesBinaries;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A management cluster with a real kube-apiserver on a real etcd, as processes of this machine. The services may do there what the role
 * allows that the product comes with.
 */
public final class RealCluster implements LabCluster {

    private final String name;
    private final KubernetesServer server;
    private final Entrance entrance;
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();

    private RealCluster(String name, KubernetesServer server, Entrance entrance) {
        this.name = name;
        this.server = server;
        this.entrance = entrance;
    }

    /**
     * Its API answers, and serves all kinds of a management cluster, when it returns.
     *
     * @param kubeconfigs where its kubeconfig is written
     * @param scratch for what the servers write: data and certificates in a directory of the cluster's name, logs in that
     *     directory below {@code logs}
     */
    public static RealCluster start(
            String name, Path kubeconfigs, Path scratch, KubernetesBinaries binaries, Authority authority) {
        KubernetesServer server =
                serve(binaries, scratch.resolve(name), scratch.resolve("logs").resolve(name), authority);
        Entrance entrance = new Entrance(name, kubeconfigs, server.port(), authority);
        RealCluster cluster = new RealCluster(name, server, entrance);
        try {
            new Definitions(entrance.client()).install(Kind.ofManagementCluster());
            ServicesRole.grant(entrance.client());
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
        return cluster;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path kubeconfig() {
        return entrance.kubeconfig();
    }

    /** A real server makes no mistakes to order. */
    @Override
    public RequestFaults requestFaults() {
        throw new UnsupportedOperationException("a real API server has no faults to choose from");
    }

    @Override
    public Link link() {
        return entrance.link();
    }

    @Override
    public KubernetesClient client() {
        return entrance.client();
    }

    @Override
    public Set<Fault> faults() {
        return faults;
    }

    @Override
    public void close() {
        entrance.close();
        server.close();
    }

    private static KubernetesServer serve(KubernetesBinaries binaries, Path directory, Path logs, Authority authority) {
        try {
            return new KubernetesServer(binaries, directory, logs, authority);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
