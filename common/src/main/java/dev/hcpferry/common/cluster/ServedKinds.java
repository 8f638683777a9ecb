package dev.hcpferry.common.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Which kinds an API server serves, asked for per group and version and remembered for a moment. */
final class ServedKinds {
    private static final long KEPT_NANOS = Duration.ofSeconds(10).toNanos();

    private final ApiRequests requests;
    private final Map<String, Discovery> discovered = new ConcurrentHashMap<>();

    ServedKinds(ApiRequests requests) {
        this.requests = requests;
    }

    boolean contain(ResourceKind kind) {
        Discovery known = discovered.get(kind.apiVersion());
        if (known == null || System.nanoTime() - known.askedAt > KEPT_NANOS) {
            known = new Discovery(ask(kind), System.nanoTime());
            discovered.put(kind.apiVersion(), known);
        }
        return known.plurals.contains(kind.plural());
    }

    private Set<String> ask(ResourceKind kind) {
        ApiAnswer answer = requests.get(ApiPath.version(kind));
        if (answer.notFound()) {
            return Set.of();
        }
        if (!answer.succeeded()) {
            throw answer.refusal("asking what is served of " + kind.apiVersion());
        }
        return StreamSupport.stream(answer.body().path("resources").spliterator(), false)
                .map(resource -> resource.path("name").asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    private record Discovery(Set<String> plurals, long askedAt) {}
}
