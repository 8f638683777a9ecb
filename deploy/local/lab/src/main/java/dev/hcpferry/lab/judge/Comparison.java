package dev.hcpferry.lab.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Thing;
import io.fabric8.zjsonpatch.JsonDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where two incarnations of an object differ, apart from what every server or every migration changes. */
final class Comparison {

    private static final String PAUSED = "cluster.x-k8s.io/paused";
    private static final String FERRY = "hcp-ferry.dev/";
    private static final Set<Kind> PAUSABLE = Set.of(Kind.HOSTED_CLUSTER, Kind.HOSTED_CONTROL_PLANE, Kind.NODE_POOL);

    private Comparison() {}

    /** JSON pointers; values are not told, they may be secret. */
    static List<String> differences(Thing was, Thing is) {
        List<String> found = new ArrayList<>();
        for (JsonNode difference : JsonDiff.asJson(essence(was), essence(is))) {
            found.add(difference.path("op").asText() + " "
                    + difference.path("path").asText());
        }
        return found;
    }

    static boolean isPaused(Thing thing) {
        String until = thing.text("/spec/pausedUntil");
        return (PAUSABLE.contains(thing.kind()) && !until.isEmpty() && !until.equals("false"))
                || (thing.kind() == Kind.CLUSTER && thing.at("/spec/paused").asBoolean())
                || thing.annotated(PAUSED);
    }

    private static ObjectNode essence(Thing thing) {
        ObjectNode json = thing.json().deepCopy();
        json.remove("status");
        ObjectNode metadata = Json.object();
        for (String field : new String[] {"labels", "annotations"}) {
            ObjectNode kept = metadata.putObject(field);
            thing.at("/metadata/" + field).properties().forEach(one -> {
                if (!one.getKey().equals(PAUSED) && !one.getKey().startsWith(FERRY)) {
                    kept.set(one.getKey(), one.getValue());
                }
            });
        }
        json.set("metadata", metadata);
        if (json.path("spec") instanceof ObjectNode spec) {
            if (PAUSABLE.contains(thing.kind())) {
                spec.remove("pausedUntil");
            }
            if (thing.kind() == Kind.CLUSTER) {
                spec.remove("paused");
            }
            if (spec.at("/etcd/managed/storage") instanceof ObjectNode storage) {
                storage.remove("restoreSnapshotURL");
            }
        }
        return json;
    }
}
