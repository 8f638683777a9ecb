package dev.hcpferry.simulation.service;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.etcd.Etcd;
import dev.hcpferry.common.etcd.EtcdConnection;
import dev.hcpferry.common.etcd.EtcdException;
import dev.hcpferry.common.etcd.EtcdMember;
import dev.hcpferry.simulation.world.EtcdData;
import dev.hcpferry.simulation.world.Universe;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.function.UnaryOperator;

/** The etcd members of the universe, as the product asks them. */
final class SimulatedEtcd implements Etcd {
    private final Universe universe;
    private final UnaryOperator<InputStream> stream;

    /** @param stream what becomes of a snapshot on its way */
    SimulatedEtcd(Universe universe, UnaryOperator<InputStream> stream) {
        this.universe = universe;
        this.stream = stream;
    }

    @Override
    public EtcdConnection connect(ManagementCluster cluster, String controlPlaneNamespace, String pod) {
        if (!universe.side(cluster.name()).etcdAnswers(pod)) {
            throw new EtcdException("etcd member " + pod + " does not answer");
        }
        return new Connection(cluster.name(), pod);
    }

    private final class Connection implements EtcdConnection {
        private final String cluster;
        private final String pod;

        Connection(String cluster, String pod) {
            this.cluster = cluster;
            this.pod = pod;
        }

        @Override
        public EtcdMember member() {
            long id = 1 + Long.parseLong(pod.substring(pod.lastIndexOf('-') + 1));
            boolean split = universe.side(cluster).isSplit();
            return new EtcdMember(
                    pod,
                    split ? 1 : id,
                    7,
                    1,
                    universe.side(cluster).etcdMembers(),
                    data().revision(),
                    4096,
                    "3.5.21",
                    List.of());
        }

        @Override
        public long keys(long revision) {
            return data().keys(revision);
        }

        @Override
        public InputStream snapshot() {
            return stream.apply(new ByteArrayInputStream(data().snapshot()));
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        private EtcdData data() {
            return universe.side(cluster)
                    .etcd()
                    .orElseThrow(() -> new EtcdException("etcd member " + pod + " does not answer"));
        }
    }
}
