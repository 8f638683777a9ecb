package dev.hcpferry.common.etcd;

import dev.hcpferry.common.cluster.ManagementCluster;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The etcd members of tests, by management cluster and pod. */
public final class FakeEtcd implements Etcd {
    private final Map<String, EtcdMember> members = new ConcurrentHashMap<>();
    private final List<String> streamed = new CopyOnWriteArrayList<>();
    private volatile long keys = 10;
    private volatile Supplier<InputStream> snapshot = () -> new ByteArrayInputStream(new byte[0]);

    /** One healthy cluster of members {@code etcd-0}, {@code etcd-1} and so on. */
    public void run(String cluster, int size, long revision) {
        Set<Long> ids = new HashSet<>();
        for (long id = 1; id <= size; id++) {
            ids.add(id);
        }
        for (int i = 0; i < size; i++) {
            String pod = "etcd-" + i;
            members.put(
                    cluster + "/" + pod, new EtcdMember(pod, i + 1L, 7, 1, ids, revision, 4096, "3.5.21", List.of()));
        }
    }

    /** Makes a member say something else. */
    public void change(String cluster, String pod, UnaryOperator<EtcdMember> change) {
        members.computeIfPresent(cluster + "/" + pod, (key, member) -> change.apply(member));
    }

    /** From now on this member does not answer. */
    public void silence(String cluster, String pod) {
        members.remove(cluster + "/" + pod);
    }

    public void keys(long count) {
        keys = count;
    }

    /** What each member streams, anew for each stream. */
    public void streams(Supplier<InputStream> newSnapshot) {
        snapshot = newSnapshot;
    }

    /** Whose snapshots were asked for, as cluster and pod, in order. */
    public List<String> streamed() {
        return List.copyOf(streamed);
    }

    @Override
    public EtcdConnection connect(ManagementCluster cluster, String controlPlaneNamespace, String pod) {
        String member = cluster.name() + "/" + pod;
        if (!members.containsKey(member)) {
            throw new EtcdException("etcd member " + pod + " does not answer");
        }
        return new Connection(member);
    }

    private final class Connection implements EtcdConnection {
        private final String name;

        Connection(String name) {
            this.name = name;
        }

        @Override
        public EtcdMember member() {
            EtcdMember member = members.get(name);
            if (member == null) {
                throw new EtcdException("etcd member " + name + " does not answer");
            }
            return member;
        }

        @Override
        public long keys(long revision) {
            return keys;
        }

        @Override
        public InputStream snapshot() {
            streamed.add(name);
            return snapshot.get();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
