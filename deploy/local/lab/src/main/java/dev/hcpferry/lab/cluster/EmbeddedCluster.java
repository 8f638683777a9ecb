package dev.hcpferry.lab.cluster;

import dev.hcpferry.lab.Fault;
import dev.hcpferry.lab.LabCluster;
import dev.hcpferry.lab.Violations;
import dev.hcpferry.lab.apiserver.Admission;
import dev.hcpferry.lab.apiserver.AdmissionPolicies;
import dev.hcpferry.lab.apiserver.ApiServer;
import dev.hcpferry.lab.apiserver.ObjectStore;
import dev.hcpferry.lab.apiserver.RequestFaults;
import dev.hcpferry.lab.apiserver.Verbs;
import dev.hcpferry.lab.network.Link;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A management cluster whose API server lives in this JVM. */
public final class EmbeddedCluster implements LabCluster {

    private final String name;
    private final Set<Kind> kinds;
    private final ApiServer server;
    private final Entrance entrance;
    private final RequestFaults requestFaults = new RequestFaults(Entrance.SERVICES);
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();

    /** Its API answers when it returns. */
    public EmbeddedCluster(
            String name, Path directory, Vertx vertx, Authority authority, Set<Kind> kinds, Violations violations) {
        this.name = name;
        this.kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        KeyPairPem serving = authority.issue("CN=kube-apiserver", List.of("localhost"));
        String trusted = authority.pem().certificate();
        ObjectStore store = new ObjectStore();
        Admission admission = new ValidationRules(name, violations).and(new AdmissionPolicies(store));
        this.server = new ApiServer(
                vertx, 0, Kind.catalog(kinds), new Verbs(store, admission), serving, trusted, requestFaults);
        this.entrance = new Entrance(name, directory, server.port(), authority, Entrance.MASTERS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Path kubeconfig() {
        return entrance.kubeconfig();
    }

    @Override
    public RequestFaults requestFaults() {
        return requestFaults;
    }

    @Override
    public Link link() {
        return entrance.link();
    }

    @Override
    public KubernetesClient client() {
        return entrance.client();
    }

    @Override
    public Set<Kind> kinds() {
        return kinds;
    }

    @Override
    public Set<Fault> faults() {
        return faults;
    }

    @Override
    public void close() {
        entrance.close();
        server.close();
    }
}
