package dev.hcpferry.benchmark;

import dev.hcpferry.benchmark.measure.Contest;
import dev.hcpferry.benchmark.measure.Outcome;
import dev.hcpferry.benchmark.measure.RatioTable;
import dev.hcpferry.benchmark.product.Product;
import dev.hcpferry.benchmark.server.S3Server;
import dev.hcpferry.benchmark.server.Tools;
import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.pki.Authority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What all contests share.
 *
 * @param directory for everything that is written
 * @param authority of etcd and Kubernetes
 */
record Setting(
        Tools tools, Path directory, S3Server s3, Authority authority, int repetitions, Consumer<String> progress) {

    /** A process of the product that knows the management clusters of a directory. */
    Product startProduct(Path managementClusters) throws IOException {
        Map<String, String> environment = new HashMap<>(s3.environment());
        environment.put("HCP_FERRY_MANAGEMENT_CLUSTERS_DIRECTORY", managementClusters.toString());
        environment.put("HCP_FERRY_BUNDLE_BUCKET", Aws.BUCKET);
        environment.put("HCP_FERRY_ETCD_CONNECTION", "POD_ADDRESS");
        return Product.start(environment, directory.resolve("product.log"));
    }

    /** Runs a contest and shows at once what came of it. */
    Outcome run(Contest contest) throws Exception {
        Outcome outcome = contest.run(repetitions, progress);
        RatioTable.of(List.of(outcome)).forEach(progress);
        return outcome;
    }
}
