package dev.hcpferry.common.hypershift;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import dev.hcpferry.common.etcd.Etcd;
import dev.hcpferry.common.etcd.EtcdConnection;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All etcd members of a hosted cluster at one site, each asked for its own view. */
public final class EtcdMembers {
    private final Etcd etcd;
    private final Site site;

    public EtcdMembers(Etcd etcd, Site site) {
        this.etcd = etcd;
        this.site = site;
    }

    /**
     * Every member's own view, in the order of the pods.
     *
     * @throws EtcdException naming the member that does not answer
     */
    public List<EtcdMember> ask() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<EtcdMember>> asked =
                    pods().stream().map(pod -> threads.submit(askingThe(pod))).toList();
            List<EtcdMember> members = new ArrayList<>();
            for (Future<EtcdMember> answer : asked) {
                members.add(answer.get());
            }
            return members;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof EtcdException known
                    ? known
                    : new EtcdException("an etcd member of " + site.ref() + " can't be asked", failed);
        }
    }

    /** A connection to one member. */
    public EtcdConnection connect(String pod) {
        return etcd.connect(site.cluster(), site.controlPlaneNamespace(), pod);
    }

    /** The names of the pods that hold members. */
    public List<String> pods() {
        return site.inControlPlane(ResourceKind.POD).stream()
                .filter(pod -> Workload.owns(HyperShift.ETCD, pod) && !pod.deleting())
                .map(KubernetesObject::name)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private Callable<EtcdMember> askingThe(String pod) {
        return () -> {
            try (EtcdConnection connection = connect(pod)) {
                return connection.member();
            }
        };
    }
}
