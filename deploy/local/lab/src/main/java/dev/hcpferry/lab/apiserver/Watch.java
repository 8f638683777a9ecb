package dev.hcpferry.lab.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client's watch of one collection or object: turns changes into watch events. */
final class Watch implements Consumer<Change> {

    private final RequestPath path;
    private final Selector selector;
    private final Consumer<String> sink;

    Watch(RequestPath path, Selector selector, Consumer<String> sink) {
        this.path = path;
        this.selector = selector;
        this.sink = sink;
    }

    /** Everything that is there as ADDED, or, with a resourceVersion, all that happened since; then what happens. */
    void start(ObjectStore store, String resourceVersion) {
        try {
            long since = resourceVersion.isEmpty() ? 0 : Long.parseLong(resourceVersion);
            if (since == 0) {
                ObjectStore.Content now = store.select(path::covers);
                now.objects().values().stream().filter(selector::matches).forEach(object -> send("ADDED", object));
                since = now.revision();
            }
            store.watch(since, this);
        } catch (ApiProblem problem) {
            send("ERROR", problem.toStatus());
        }
    }

    @Override
    public void accept(Change change) {
        if (!path.covers(change.key())) {
            return;
        }
        boolean was = matches(change.before());
        boolean is = matches(change.after());
        if (is) {
            send(was ? "MODIFIED" : "ADDED", change.last());
        } else if (was) {
            send("DELETED", change.last());
        }
    }

    private boolean matches(@Nullable ObjectNode object) {
        return object != null && selector.matches(object);
    }

    private void send(String type, JsonNode object) {
        sink.accept(JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .set("object", object)
                .toString());
    }
}
