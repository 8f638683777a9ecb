package dev.hcpferry.lab.judge;

import dev.hcpferry.lab.HostedClusterNames;
import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.LabCluster;
import dev.hcpferry.lab.aws.Ec2;
import dev.hcpferry.lab.aws.RecordSet;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All there is at one moment.
 *
 * @param clusters objects of each management cluster by name
 * @param guests objects of each hosted cluster that migrates, by its key; none when its API is away
 */
public record World(
        Map<String, Map<String, Thing>> clusters,
        Map<String, Map<String, Thing>> guests,
        Map<String, Ec2.State> instances,
        List<RecordSet> dns) {

    /** What comes and goes by itself. */
    private static final Set<Kind> CHURN = EnumSet.of(Kind.POD, Kind.REPLICA_SET, Kind.LEASE, Kind.CLAIM);

    Map<String, Thing> at(String cluster) {
        return clusters.getOrDefault(cluster, Map.of());
    }

    Map<String, Thing> guest(HostedClusterNames names) {
        return guests.getOrDefault(names.key(), Map.of());
    }

    public static World look(Lab lab) {
        return new World(
                Map.of(Lab.SOURCE, read(lab.source()), Lab.DESTINATION, read(lab.destination())),
                guests(lab),
                lab.aws().ec2().instances(),
                lab.aws().zone().records());
    }

    private static Map<String, Thing> read(LabCluster cluster) {
        EnumSet<Kind> kinds = EnumSet.copyOf(cluster.kinds());
        kinds.removeAll(CHURN);
        return Objects.read(cluster.client(), kinds);
    }

    private static Map<String, Map<String, Thing>> guests(Lab lab) {
        EnumSet<Kind> kinds = EnumSet.copyOf(Kind.ofGuest());
        kinds.remove(Kind.LEASE);
        return lab.hostedClusters().stream()
                .filter(one -> !one.servingClusters().isEmpty())
                .collect(Collectors.toUnmodifiableMap(
                        one -> one.names().key(), one -> Objects.read(one.guest(), kinds)));
    }
}
