package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.apiserver.ObjectStore;
import dev.hcpferry.lab.network.Link;
import io.grpc.Server;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The etcd of one control plane, its volumes included. Members run and end with their pods; the data stays. */
final class Etcd implements AutoCloseable {

    private static final long CLUSTER_ID = 0x51ab;
    /** What every member that etcdctl restored without knowing the others calls itself. */
    private static final long DEFAULT_MEMBER_ID = 0x8e9e05c52164694dL;

    private final Credentials credentials;
    private final SnapshotSource snapshots;
    private final Set<Fault> faults;
    private final Map<String, Server> running = new ConcurrentHashMap<>();
    private final Map<String, EtcdData> volumes = new ConcurrentHashMap<>();
    private final Map<String, Link> doors = new ConcurrentHashMap<>();
    private @Nullable EtcdData shared;
    private boolean split;
    private int members = 1;

    Etcd(Credentials credentials, SnapshotSource snapshots, Set<Fault> faults) {
        this.credentials = credentials;
        this.snapshots = snapshots;
        this.faults = faults;
    }

    /** Where a member is reached, whether or not it runs just now. */
    int port(String pod) {
        return doors.computeIfAbsent(pod, name -> new Link(() -> target(name))).port();
    }

    /** Runs the member; an empty volume is filled from the snapshot first, if there is one to restore. */
    synchronized void start(String pod, int members, Optional<String> restoreUrl) {
        this.members = members;
        if (!running.containsKey(pod)) {
            EtcdData data = volumes.containsKey(pod) ? volumes.get(pod) : initialise(pod, restoreUrl);
            running.put(pod, member(pod, data).serve(credentials.etcdServer(), credentials.etcdAuthority()));
        }
    }

    synchronized void stop(String pod) {
        Server server = running.remove(pod);
        if (server != null) {
            server.shutdownNow();
        }
    }

    boolean runs(String pod) {
        return running.containsKey(pod);
    }

    Set<String> running() {
        return Set.copyOf(running.keySet());
    }

    synchronized boolean hasQuorum() {
        return running.size() * 2 > members;
    }

    /** What the API server works on: that of the first member, when they are split. */
    synchronized Optional<EtcdData> data() {
        return split
                ? volumes.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .findFirst()
                : Optional.ofNullable(shared);
    }

    @Override
    public void close() {
        running().forEach(this::stop);
        doors.values().forEach(Link::close);
    }

    private EtcdData initialise(String pod, Optional<String> restoreUrl) {
        boolean restores = restoreUrl.isPresent() && !faults.contains(Fault.ETCD_SNAPSHOT_RESTORED_LIES);
        if (restores && faults.contains(Fault.ETCD_RESTORE_FAILS)) {
            throw new IllegalStateException("etcd-init: the snapshot can't be fetched");
        }
        split = split || (restores && members > 1 && faults.contains(Fault.ETCD_RESTORE_SPLITS_BRAIN));
        EtcdData data = shared;
        if (data == null || split) {
            data = restores
                    ? Snapshot.read(snapshots.fetch(restoreUrl.orElseThrow()))
                    : new EtcdData(new ObjectStore(), credentials.encryptionKeyFingerprint());
            shared = data;
        }
        volumes.put(pod, data);
        return data;
    }

    private EtcdMember member(String pod, EtcdData data) {
        SortedMap<String, Long> known = new TreeMap<>();
        if (split) {
            known.put(pod, DEFAULT_MEMBER_ID);
            return new EtcdMember(CLUSTER_ID, DEFAULT_MEMBER_ID, DEFAULT_MEMBER_ID, known, data);
        }
        for (int ordinal = 0; ordinal < members; ordinal++) {
            known.put("etcd-" + ordinal, memberId(ordinal));
        }
        long id = known.getOrDefault(pod, DEFAULT_MEMBER_ID);
        return new EtcdMember(CLUSTER_ID, id, memberId(0), known, data);
    }

    private OptionalInt target(String pod) {
        Server server = running.get(pod);
        return server == null ? OptionalInt.empty() : OptionalInt.of(server.getPort());
    }

    private static long memberId(int ordinal) {
        return 0xe7cd0000L + ordinal;
    }
}
