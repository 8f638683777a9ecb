package dev.hcpferry.simulation.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ResourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one etcd holds: the guest's objects, what its users wrote, and how many keys there were at each revision. */
public final class EtcdData {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ResourceKind> KINDS =
            List.of(ResourceKind.NODE, ResourceKind.LEASE, ResourceKind.CONFIG_MAP, ResourceKind.POD);
    private static final int DIGEST = 32;

    private final InMemoryManagementCluster guest = new InMemoryManagementCluster("guest");
    private final Set<String> writes = new LinkedHashSet<>();
    private final TreeMap<Long, Long> keys = new TreeMap<>();
    private final boolean restored;
    private long revision;

    private EtcdData(boolean restored, long revision, long keyCount) {
        this.restored = restored;
        this.revision = revision;
        keys.put(revision, keyCount);
    }

    /** One that nobody has written to. */
    public static EtcdData empty() {
        return new EtcdData(false, 1, 0);
    }

    /** One that a running hosted cluster has used for a while. */
    public static EtcdData of(InMemoryManagementCluster guest, long revision) {
        EtcdData data = new EtcdData(false, revision, 10);
        data.take(guest);
        return data;
    }

    /** What a snapshot holds; nothing when its digest is wrong. */
    public static Optional<EtcdData> restore(byte[] snapshot) {
        byte[] body = Arrays.copyOf(snapshot, snapshot.length - DIGEST);
        if (!Arrays.equals(digest(body), Arrays.copyOfRange(snapshot, body.length, snapshot.length))) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(body);
            EtcdData data = new EtcdData(
                    true, json.path("revision").asLong(), json.path("keys").asLong());
            json.path("writes").forEach(write -> data.writes.add(write.asText()));
            json.path("objects")
                    .forEach(object -> data.guest.createIfAbsent(new KubernetesObject(
                            ResourceKind.valueOf(object.path("kind").asText()), (ObjectNode) object.path("json"))));
            return Optional.of(data);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As {@code Maintenance.Snapshot} streams it. */
    public synchronized byte[] snapshot() {
        ObjectNode json = JSON.createObjectNode();
        json.put("revision", revision).put("keys", keys.lastEntry().getValue());
        writes.forEach(json.putArray("writes")::add);
        var objects = json.putArray("objects");
        KINDS.stream()
                .flatMap(kind -> guest.list(kind, null, Map.of()).stream())
                .forEach(object ->
                        objects.addObject().put("kind", object.kind().name()).set("json", object.json()));
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] snapshot = Arrays.copyOf(body, body.length + DIGEST);
        System.arraycopy(digest(body), 0, snapshot, body.length, DIGEST);
        return snapshot;
    }

    /** What the guest API serves. */
    public InMemoryManagementCluster guest() {
        return guest;
    }

    public boolean restored() {
        return restored;
    }

    public synchronized long revision() {
        return revision;
    }

    public synchronized long keys(long at) {
        return Optional.ofNullable(keys.floorEntry(at)).map(Map.Entry::getValue).orElse(0L);
    }

    /** A user's write. */
    public synchronized void write(String what) {
        writes.add(what);
        revision++;
        keys.put(revision, keys.lastEntry().getValue() + 1);
    }

    /** What API servers write for themselves all the time. */
    public synchronized void touch() {
        revision++;
    }

    public synchronized Set<String> writes() {
        return Set.copyOf(writes);
    }

    /** Sabotage: forgets the last write. */
    public synchronized void lose() {
        writes.stream().reduce((earlier, later) -> later).ifPresent(writes::remove);
    }

    private void take(InMemoryManagementCluster from) {
        KINDS.stream().flatMap(kind -> from.list(kind, null, Map.of()).stream()).forEach(guest::createIfAbsent);
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
