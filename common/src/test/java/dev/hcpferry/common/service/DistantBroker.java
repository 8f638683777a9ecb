package dev.hcpferry.common.service;

import dev.hcpferry.common.cluster.TestKubeconfig;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A broker behind a relay, and whatever else a service needs at its start. */
public final class DistantBroker implements QuarkusTestResourceLifecycleManager {
    /** Argument: the relay is cut until a test mends it. */
    static final String CUT = "cut";

    private boolean cut;
    private @Nullable Relay relay;
    private @Nullable EmbeddedKafkaBroker broker;

    @Override
    public void init(Map<String, String> arguments) {
        cut = arguments.containsKey(CUT);
    }

    @Override
    public Map<String, String> start() {
        Relay way = new Relay();
        List<Integer> ports = freePorts(2);
        way.leadTo(ports.getFirst());
        relay = way;
        broker = new EmbeddedKafkaBroker()
                .withKafkaPort(ports.getFirst())
                .withControllerPort(ports.getLast())
                .withAdvertisedListeners("PLAINTEXT://localhost:" + way.port())
                .withDeleteLogDirsOnClose(true)
                .withAdditionalProperties(properties -> {
                    properties.put("group.initial.rebalance.delay.ms", "0");
                    properties.put("log.cleaner.dedupe.buffer.size", "8388608");
                    properties.put("offsets.topic.num.partitions", "1");
                })
                .start();
        if (cut) {
            way.cut();
        }
        return Map.of(
                "kafka.bootstrap.servers",
                "localhost:" + way.port(),
                "kafka.heartbeat.interval.ms",
                "200",
                "quarkus.http.test-port",
                "0",
                "mp.messaging.incoming.phase-input.topic",
                "hcp-migration-requested",
                "hcp-ferry.management-clusters.directory",
                kubeconfigs().toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(relay, new TestInjector.MatchesType(Relay.class));
    }

    @Override
    public void stop() {
        if (relay != null) {
            relay.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static Path kubeconfigs() {
        try {
            Path directory = Files.createTempDirectory("kubeconfigs");
            Files.writeString(directory.resolve("mgmt-a.kubeconfig"), TestKubeconfig.of("https://127.0.0.1:1"));
            Files.writeString(directory.resolve("mgmt-b.kubeconfig"), "not a kubeconfig");
            return directory;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Below what systems give to those who ask for any port: nobody gets one of these by chance before the broker. */
    private static List<Integer> freePorts(int count) {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_768)
                .distinct()
                .filter(DistantBroker::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
