package dev.hcpferry.lab.judge;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.aws.Ec2;
import dev.hcpferry.lab.aws.RecordSet;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.Thing;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All there is at one moment.
 *
 * @param clusters objects of each management cluster by name
 * @param guest objects of the hosted cluster by name; empty when its API is away
 */
public record World(
        Map<String, Map<String, Thing>> clusters,
        Map<String, Thing> guest,
        Map<String, Ec2.State> instances,
        List<RecordSet> dns) {

    /** What comes and goes by itself. */
    private static final Set<Kind> CHURN = EnumSet.of(Kind.POD, Kind.REPLICA_SET, Kind.LEASE, Kind.CLAIM);

    Map<String, Thing> at(String cluster) {
        return clusters.getOrDefault(cluster, Map.of());
    }

    public static World look(Lab lab) {
        EnumSet<Kind> kinds = EnumSet.copyOf(Kind.ofManagementCluster());
        kinds.removeAll(CHURN);
        EnumSet<Kind> guestKinds = EnumSet.copyOf(Kind.ofGuest());
        guestKinds.remove(Kind.LEASE);
        return new World(
                Map.of(
                        Lab.SOURCE,
                        Objects.read(lab.source().client(), kinds),
                        Lab.DESTINATION,
                        Objects.read(lab.destination().client(), kinds)),
                lab.servingClusters().isEmpty() ? Map.of() : Objects.read(lab.guest(), guestKinds),
                lab.aws().ec2().instances(),
                lab.aws().zone().records());
    }
}
