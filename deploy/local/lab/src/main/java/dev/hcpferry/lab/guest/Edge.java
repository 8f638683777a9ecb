package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.aws.HostedZone;
import dev.hcpferry.lab.network.Link;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The public address of the guest API: one port, and behind it the management cluster that the name's record points to. */
public final class Edge implements AutoCloseable {

    private static final long LOOK_EVERY = 50;

    private final Link link;
    private final Thread follower;

    /**
     * @param targets value of the record, such as the name of a cluster's router, to the port of the API behind it
     */
    public Edge(HostedZone zone, String host, Map<String, Supplier<OptionalInt>> targets) {
        this.link = new Link(() -> zone.find(host, "CNAME")
                .map(record -> targets.getOrDefault(record.values().getFirst(), OptionalInt::empty))
                .map(Supplier::get)
                .orElse(OptionalInt.empty()));
        this.follower = Thread.ofVirtual().name("edge").start(this::follow);
    }

    public int port() {
        return link.port();
    }

    @Override
    public void close() {
        follower.interrupt();
        link.close();
    }

    private void follow() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                link.cutStale();
            }
        } catch (InterruptedException closed) {
            // Nothing is left to follow.
        }
    }
}
