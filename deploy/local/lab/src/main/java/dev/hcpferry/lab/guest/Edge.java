package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.aws.HostedZone;
import dev.hcpferry.lab.network.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The public addresses of guest APIs: a port for each, and behind it the management cluster that its name's record points to. */
public final class Edge implements AutoCloseable {

    private static final long LOOK_EVERY = 50;

    private final HostedZone zone;
    private final Map<String, Function<String, OptionalInt>> routers = new ConcurrentHashMap<>();
    private final Map<String, Link> links;
    private final Thread follower;

    public Edge(HostedZone zone, List<HostedClusterNames> hostedClusters) {
        this.zone = zone;
        this.links = hostedClusters.stream()
                .collect(Collectors.toUnmodifiableMap(
                        HostedClusterNames::controlPlaneNamespace, names -> new Link(() -> target(names))));
        this.follower = Thread.ofVirtual().name("edge").start(this::follow);
    }

    /**
     * Records of this value lead to a management cluster from now on.
     *
     * @param apiPorts control-plane namespace to the port of the guest API there
     */
    public void lead(String router, Function<String, OptionalInt> apiPorts) {
        routers.put(router, apiPorts);
    }

    /** The public port of the guest API of a control-plane namespace. */
    public int port(String namespace) {
        return Optional.ofNullable(links.get(namespace))
                .orElseThrow(() -> new IllegalArgumentException(namespace + " has no public address"))
                .port();
    }

    @Override
    public void close() {
        follower.interrupt();
        links.values().forEach(Link::close);
    }

    private OptionalInt target(HostedClusterNames names) {
        return zone.find(names.apiHost(), "CNAME")
                .map(record -> routers.get(record.values().getFirst()))
                .map(apiPorts -> apiPorts.apply(names.controlPlaneNamespace()))
                .orElse(OptionalInt.empty());
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                links.values().forEach(Link::cutStale);
            }
        } catch (InterruptedException closed) {
            // Nothing is left to follow.
        }
    }
}
