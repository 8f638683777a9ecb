package dev.hcpferry.lab.kubernetes;

import dev.hcpferry.lab.object.Conditions;
import dev.hcpferry.lab.object.Json;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gives every namespace what every namespace has, and empties those that are being deleted. */
public final class NamespaceController extends Controller {

    private final Set<Kind> kinds;

    public NamespaceController(String cluster, Objects objects, Set<Kind> kinds) {
        super(cluster + "-namespaces", objects);
        this.kinds = kinds;
    }

    @Override
    protected void reconcile() {
        each(objects.list(Kind.NAMESPACE), namespace -> {
            if (namespace.deleting()) {
                empty(namespace);
            } else {
                furnish(namespace.name());
            }
        });
    }

    private void furnish(String namespace) {
        objects.ensure(Thing.named(Kind.SERVICE_ACCOUNT, namespace, "default"));
        objects.ensure(Thing.named(Kind.CONFIG_MAP, namespace, "kube-root-ca.crt")
                .with("/data", Map.of("ca.crt", "this cluster's own")));
    }

    private void empty(Thing namespace) {
        List<Thing> content = kinds.stream()
                .filter(kind -> kind.resource().namespaced())
                .flatMap(kind -> objects.list(kind, namespace.name()).stream())
                .toList();
        each(content, objects::delete);
        if (content.isEmpty() && isEmpty(namespace.name())) {
            objects.finalizeNamespace(namespace);
            return;
        }
        Set<String> held = new TreeSet<>();
        content.forEach(thing -> held.addAll(thing.finalizers()));
        objects.status(
                namespace,
                Json.object(Map.of(
                        "conditions",
                        new Conditions(namespace)
                                .set("NamespaceContentRemaining", !content.isEmpty())
                                .set(
                                        "NamespaceFinalizersRemaining",
                                        !held.isEmpty(),
                                        "SomeFinalizersRemain",
                                        "Some content in the namespace has finalizers remaining: "
                                                + String.join(", ", held))
                                .toJson())));
    }

    /** Asked of the server: our copies may lag behind. */
    private boolean isEmpty(String namespace) {
        return kinds.stream()
                .filter(kind -> kind.resource().namespaced())
                .allMatch(kind -> objects.isEmpty(kind, namespace));
    }
}
