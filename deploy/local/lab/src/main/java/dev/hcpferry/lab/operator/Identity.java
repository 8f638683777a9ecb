package dev.hcpferry.lab.operator;

import dev.hcpferry.lab.cluster.Kubeconfig;
import dev.hcpferry.lab.guest.ControlPlanes;
import dev.hcpferry.lab.guest.Edge;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import dev.hcpferry.lab.pki.Rsa;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys and certificates that make a hosted cluster the one it is.
 *
 * <p>What is missing is made anew: a migration that forgets an authority gets a control plane that starts, but with other
 * keys, and old kubeconfigs stop working.
 */
final class Identity {

    private static final List<String> SIGNERS = List.of("root-ca", "etcd-signer", "system-admin-signer");
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";

    /** A secret with a certificate: who signs it, whom it names, and under which keys it is stored. */
    private record Wanted(
            String secret, String signer, String subject, List<String> names, String certificate, String key) {}

    private final Objects objects;
    private final Edge edge;

    Identity(Objects objects, Edge edge) {
        this.objects = objects;
        this.edge = edge;
    }

    void reconcile(Thing hcp) {
        SIGNERS.stream().filter(name -> secret(hcp, name).isEmpty()).forEach(name -> signer(hcp, name));
        for (Wanted wanted : certificates(hcp)) {
            if (secret(hcp, wanted.secret()).isEmpty()) {
                Authority signer = signer(hcp, wanted.signer());
                KeyPairPem issued = signer.issue(wanted.subject(), wanted.names());
                create(
                        hcp,
                        wanted.secret(),
                        Map.of(
                                wanted.certificate(),
                                issued.certificate(),
                                wanted.key(),
                                issued.key(),
                                "ca.crt",
                                signer.pem().certificate()));
            }
        }
        bundle(hcp, "root-ca", "root-ca");
        bundle(hcp, "etcd-ca", "etcd-signer");
        bundle(hcp, "client-ca", "system-admin-signer");
        kubeconfig(hcp, "admin-kubeconfig", "kubeconfig", "https://127.0.0.1:" + edge.port(hcp.namespace()));
        String inside = "https://kube-apiserver." + hcp.namespace() + ".svc:6443";
        kubeconfig(hcp, "service-network-admin-kubeconfig", "kubeconfig", inside);
        kubeconfig(hcp, hcp.text("/spec/infraID") + "-kubeconfig", "value", inside);
    }

    private static List<Wanted> certificates(Thing hcp) {
        String discovery = "*.etcd-discovery." + hcp.namespace() + ".svc";
        String client = "etcd-client." + hcp.namespace() + ".svc";
        return List.of(
                new Wanted(
                        "etcd-client-tls",
                        "etcd-signer",
                        "CN=etcd-client",
                        List.of(),
                        "etcd-client.crt",
                        "etcd-client.key"),
                new Wanted(
                        "etcd-server-tls",
                        "etcd-signer",
                        "CN=etcd-server",
                        List.of(client, discovery, "localhost"),
                        "server.crt",
                        "server.key"),
                new Wanted(
                        "etcd-peer-tls",
                        "etcd-signer",
                        "CN=etcd-discovery",
                        List.of(discovery),
                        "peer.crt",
                        "peer.key"),
                new Wanted(
                        "kas-server-crt",
                        "root-ca",
                        "CN=kubernetes",
                        List.of(
                                hcp.text("/spec/services/0/servicePublishingStrategy/route/hostname"),
                                "localhost",
                                "kube-apiserver." + hcp.namespace() + ".svc"),
                        CERTIFICATE,
                        KEY),
                new Wanted(
                        "system-admin-client",
                        "system-admin-signer",
                        "CN=system:admin,O=system:masters",
                        List.of(),
                        CERTIFICATE,
                        KEY),
                new Wanted(
                        "kas-kubelet-client-crt",
                        "system-admin-signer",
                        "CN=system:kube-apiserver",
                        List.of(),
                        CERTIFICATE,
                        KEY),
                new Wanted(
                        "konnectivity-server",
                        "root-ca",
                        "CN=konnectivity-server",
                        List.of("konnectivity-server"),
                        CERTIFICATE,
                        KEY));
    }

    /** Loaded, or made when there is none. */
    private Authority signer(Thing hcp, String name) {
        return secret(hcp, name)
                .map(found -> Authority.load(new KeyPairPem(
                        found.secret("ca.crt").orElseThrow(),
                        found.secret("ca.key").orElseThrow())))
                .orElseGet(() -> {
                    Authority made = hcp.annotated(ControlPlanes.EMPTY_PODS)
                            ? Authority.named(name, Rsa.shared())
                            : Authority.named(name);
                    create(
                            hcp,
                            name,
                            Map.of(
                                    "ca.crt",
                                    made.pem().certificate(),
                                    "ca.key",
                                    made.pem().key()));
                    return made;
                });
    }

    private void bundle(Thing hcp, String configMap, String signer) {
        if (objects.find(Kind.CONFIG_MAP, hcp.namespace(), configMap).isEmpty()) {
            objects.ensure(Thing.named(Kind.CONFIG_MAP, hcp.namespace(), configMap)
                    .with("/data", Map.of("ca.crt", signer(hcp, signer).pem().certificate()))
                    .withOwners(OwnerReference.controller(hcp)));
        }
    }

    private void kubeconfig(Thing hcp, String name, String key, String server) {
        if (secret(hcp, name).isPresent()) {
            return;
        }
        Thing admin = secret(hcp, "system-admin-client").orElseThrow();
        KeyPairPem user = new KeyPairPem(
                admin.secret(CERTIFICATE).orElseThrow(), admin.secret(KEY).orElseThrow());
        String authority = signer(hcp, "root-ca").pem().certificate();
        create(hcp, name, Map.of(key, new Kubeconfig("cluster", server, authority, user).toYaml()));
    }

    private void create(Thing hcp, String name, Map<String, String> data) {
        Map<String, String> encoded = new HashMap<>();
        data.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        objects.ensure(Thing.named(Kind.SECRET, hcp.namespace(), name)
                .with("/type", "Opaque")
                .with("/data", encoded)
                .withOwners(OwnerReference.controller(hcp)));
    }

    private Optional<Thing> secret(Thing hcp, String name) {
        return objects.find(Kind.SECRET, hcp.namespace(), name);
    }
}
