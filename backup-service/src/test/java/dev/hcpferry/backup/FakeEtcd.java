package dev.hcpferry.backup;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.etcd.Etcd;
import dev.hcpferry.common.etcd.EtcdConnection;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** One healthy member that answers, until it is told to be otherwise. */
public final class FakeEtcd implements Etcd {
    public static final long BYTES = 300L * 1024 * 1024;

    public volatile List<String> alarms = List.of();
    private final AtomicInteger unheard = new AtomicInteger();

    /** So many of the next questions get no answer. */
    public void ignore(int questions) {
        unheard.set(questions);
    }

    public void fallSilent() {
        ignore(Integer.MAX_VALUE);
    }

    @Override
    public EtcdConnection connect(ManagementCluster cluster, String controlPlaneNamespace, String pod) {
        if (unheard.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new EtcdException(pod + " does not answer");
        }
        return new Connection(pod, alarms);
    }

    private record Connection(String pod, List<String> alarms) implements EtcdConnection {
        @Override
        public EtcdMember member() {
            return new EtcdMember(pod, 1, 7, 1, Set.of(1L), 4711, BYTES, "3.6.4", alarms);
        }

        @Override
        public long keys(long revision) {
            throw new AssertionError("nobody has to count keys");
        }

        @Override
        public InputStream snapshot() {
            throw new AssertionError("nobody has to take a snapshot");
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
