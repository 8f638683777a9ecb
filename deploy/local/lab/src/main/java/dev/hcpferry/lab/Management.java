package dev.hcpferry.lab;

import dev.hcpferry.lab.aws.Aws;
import dev.hcpferry.lab.aws.OidcDocuments;
import dev.hcpferry.lab.fixture.Fixture;
import dev.hcpferry.lab.guest.ControlPlanes;
import dev.hcpferry.lab.guest.Edge;
import dev.hcpferry.lab.guest.SnapshotSource;
import dev.hcpferry.lab.kubernetes.ClaimProtection;
import dev.hcpferry.lab.kubernetes.Controller;
import dev.hcpferry.lab.kubernetes.GarbageCollector;
import dev.hcpferry.lab.kubernetes.Kubelet;
import dev.hcpferry.lab.kubernetes.NamespaceController;
import dev.hcpferry.lab.kubernetes.WorkloadController;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.operator.Capa;
import dev.hcpferry.lab.operator.ClusterApi;
import dev.hcpferry.lab.operator.ControlPlaneOperator;
import dev.hcpferry.lab.operator.ExternalDns;
import dev.hcpferry.lab.operator.HypershiftOperator;
import dev.hcpferry.lab.operator.Surroundings;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;

/** Everything that runs on a management cluster. */
final class Management implements AutoCloseable {

    private final LabCluster cluster;
    private final Objects objects;
    private final ControlPlanes controlPlanes;
    private final List<Controller> controllers;

    /** Controllers do not act before {@link #start}. */
    Management(LabCluster cluster, LabOptions options, Vertx vertx, Aws aws, Violations violations, Edge edge) {
        this.cluster = cluster;
        Set<Kind> kinds = cluster.kinds();
        this.objects = new Objects(cluster.client(), kinds);
        String name = cluster.name();
        this.controlPlanes =
                new ControlPlanes(name, objects, vertx, new SnapshotSource(aws.certificate()), cluster.faults());
        Surroundings site = new Surroundings(
                name,
                objects,
                cluster.faults(),
                aws,
                new OidcDocuments(aws),
                controlPlanes,
                violations,
                Surroundings.routerOf(name),
                edge);
        this.controllers = List.of(
                new NamespaceController(name, objects, kinds),
                new GarbageCollector(name, objects, kinds),
                new WorkloadController(name, objects, controlPlanes),
                new ClaimProtection(name, objects),
                new Kubelet(name, objects, controlPlanes, LabOptions.POD_GRACE),
                new HypershiftOperator(site),
                new ControlPlaneOperator(site),
                new ClusterApi(site),
                new Capa(site),
                new ExternalDns(site, LabOptions.DNS_INTERVAL),
                controlPlanes);
    }

    void start() {
        new Fixture(objects).install(cluster.name());
        controllers.forEach(Controller::start);
    }

    LabCluster cluster() {
        return cluster;
    }

    Objects objects() {
        return objects;
    }

    ControlPlanes controlPlanes() {
        return controlPlanes;
    }

    @Override
    public void close() {
        controllers.forEach(Controller::close);
        objects.close();
    }
}
