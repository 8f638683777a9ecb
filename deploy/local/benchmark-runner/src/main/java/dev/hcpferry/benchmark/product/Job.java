package dev.hcpferry.benchmark.product;

import dev.hcpferry.common.model.HostedClusterRef;
import java.util.List;

/**
 * A piece of a migration, as a line of text between the processes.
 *
 * @param cluster name of the management cluster
 * @param objects how many the hosted cluster has in its control-plane namespace, where that matters
 */
record Job(Work work, String cluster, HostedClusterRef hostedCluster, String migrationId, int objects) {

    enum Work {
        SNAPSHOT,
        BACKUP,
        RESTORE
    }

    String toLine() {
        return String.join(
                " ",
                work.name(),
                cluster,
                hostedCluster.namespace(),
                hostedCluster.name(),
                migrationId,
                Integer.toString(objects));
    }

    static Job parse(String line) {
        List<String> words = List.of(line.split(" "));
        return new Job(
                Work.valueOf(words.get(0)),
                words.get(1),
                new HostedClusterRef(words.get(2), words.get(3)),
                words.get(4),
                Integer.parseInt(words.get(5)));
    }
}
