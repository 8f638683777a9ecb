package dev.hcpferry.benchmark;

import dev.hcpferry.benchmark.measure.Contender;
import dev.hcpferry.benchmark.measure.Contest;
import dev.hcpferry.benchmark.measure.Cost;
import dev.hcpferry.benchmark.measure.Outcome;
import dev.hcpferry.benchmark.product.Product;
import dev.hcpferry.benchmark.rival.Etcdctl;
import dev.hcpferry.benchmark.server.Tools;
import dev.hcpferry.benchmark.server.Tools.Tool;
import dev.hcpferry.benchmark.subject.EtcdFiller;
import dev.hcpferry.benchmark.subject.HostedEtcd;
import dev.hcpferry.common.model.HostedClusterRef;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.cluster.EmbeddedCluster;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.server.EtcdServer;
import io.grpc.ManagedChannel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The snapshot of an etcd into S3, with one process of the product for all rounds, as a service lives through many migrations. */
final class SnapshotContest {
    private static final String CLUSTER = "source";
    private static final HostedClusterRef HOSTED_CLUSTER = new HostedClusterRef("clusters", "snapshot");

    private static final S3Location TARGET = new S3Location(Aws.BUCKET, "etcdctl/snapshot.db");

    private final Setting setting;
    private final int megabytes;
    private final String store;
    private final Path clusters;

    /** @param store how S3 is called in the table */
    SnapshotContest(Setting setting, int megabytes, String store) {
        this.setting = setting;
        this.megabytes = megabytes;
        this.store = store;
        this.clusters = setting.directory().resolve("embedded");
    }

    Outcome run() throws Exception {
        Path directory = setting.directory().resolve("etcd");
        Vertx vertx = Vertx.vertx();
        try (EtcdServer etcd = new EtcdServer(
                        Path.of(setting.tools().path(Tool.ETCD)),
                        directory,
                        directory.resolve("etcd.log"),
                        setting.authority());
                EmbeddedCluster cluster = new EmbeddedCluster(
                        CLUSTER, clusters, vertx, setting.authority(), Kind.ofManagementCluster(), new Violations())) {
            new HostedEtcd(etcd, HOSTED_CLUSTER).describeIn(cluster.client());
            setting.progress().accept("filling an etcd with " + megabytes + " MB");
            fill(etcd);
            try (Product product = setting.startProduct(clusters)) {
                return setting.run(new Contest(
                        "snapshot of " + megabytes + " MB of etcd to " + store,
                        round -> snapshot(product, round),
                        rivals(etcd, directory)));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Map<String, Contender> rivals(EtcdServer etcd, Path directory) {
        Tools tools = setting.tools();
        Map<String, Contender> rivals = new LinkedHashMap<>();
        rivals.put(
                "`etcdctl snapshot save`, then `curl` with one PUT",
                Etcdctl.withCurl(tools, etcd, setting.s3(), TARGET, directory));
        if (tools.missing(Tool.AWS).isEmpty()) {
            rivals.put(
                    "`etcdctl snapshot save`, then `aws s3 cp`",
                    Etcdctl.withAws(tools, etcd, setting.s3(), TARGET, directory));
        }
        return rivals;
    }

    private Cost snapshot(Product product, int round) throws IOException {
        Cost cost = product.snapshot(CLUSTER, HOSTED_CLUSTER, "snapshot-" + round);
        setting.s3().empty(Aws.BUCKET);
        return cost;
    }

    private void fill(EtcdServer etcd) throws IOException {
        ManagedChannel channel = etcd.connect();
        try {
            new EtcdFiller(channel).fill(megabytes);
        } finally {
            channel.shutdownNow();
        }
    }
}
