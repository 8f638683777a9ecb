package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.aws.OidcDocuments;
import dev.hcpferry.lab.guest.ControlPlanes;
import dev.hcpferry.lab.guest.Edge;
import dev.hcpferry.lab.object.Objects;
import java.util.Set;

/**
 * Where the operators of one management cluster work.
 *
 * @param router name that the hosts of hosted clusters point to here
 * @param edge where kubeconfigs of hosted clusters point to
 */
public record Surroundings(
        String cluster,
        Objects objects,
        Set<Fault> faults,
        Aws aws,
        OidcDocuments documents,
        ControlPlanes controlPlanes,
        Violations violations,
        String router,
        Edge edge) {

    public static String routerOf(String cluster) {
        return "router." + cluster + ".internal";
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }
}
