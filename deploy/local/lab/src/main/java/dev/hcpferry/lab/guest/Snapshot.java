package dev.hcpferry.lab.guest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.apiserver.ObjectKey;
import dev.hcpferry.lab.apiserver.ObjectStore;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Thing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The file format of snapshots: the content in whole pages, and then the SHA-256 of all before. */
final class Snapshot {

    private static final int PAGE = 512;
    private static final int DIGEST = 32;

    private Snapshot() {}

    static byte[] write(EtcdData data) {
        ObjectStore.Content content = data.store().content();
        ObjectNode json = Json.object().put("revision", content.revision()).put("encryptionKey", data.encryptionKey());
        ArrayNode objects = json.putArray("objects");
        content.objects().values().forEach(objects::add);
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + PAGE - 1) / PAGE * PAGE;
        byte[] file = Arrays.copyOf(text, padded + DIGEST);
        Arrays.fill(file, text.length, padded, (byte) ' ');
        System.arraycopy(sha256(file, padded), 0, file, padded, DIGEST);
        return file;
    }

    /**
     * @throws IllegalArgumentException when it is none, or not whole
     */
    static EtcdData read(byte[] file) {
        int length = file.length - DIGEST;
        if (length <= 0
                || length % PAGE != 0
                || !Arrays.equals(sha256(file, length), Arrays.copyOfRange(file, length, file.length))) {
            throw new IllegalArgumentException("not a snapshot, or not all of it: " + file.length + " bytes");
        }
        ObjectNode json = Json.parse(new String(file, 0, length, StandardCharsets.UTF_8));
        Map<ObjectKey, ObjectNode> objects = new TreeMap<>();
        for (JsonNode one : json.path("objects")) {
            Thing thing = Thing.of((ObjectNode) one);
            objects.put(new ObjectKey(thing.kind().resource(), thing.namespace(), thing.name()), thing.json());
        }
        return new EtcdData(
                new ObjectStore(json.path("revision").asLong(), objects),
                json.path("encryptionKey").asText());
    }

    private static byte[] sha256(byte[] file, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
