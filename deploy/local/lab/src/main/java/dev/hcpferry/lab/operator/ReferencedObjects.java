package dev.hcpferry.lab.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hcpferry.lab.object.Kind;
import dev.hcpferry.lab.object.Objects;
import dev.hcpferry.lab.object.OwnerReference;
import dev.hcpferry.lab.object.Thing;
import dev.hcpferry.lab.pki.Rsa;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Copies what a HostedCluster refers to into the control-plane namespace, and the admin's kubeconfig back. */
final class ReferencedObjects {

    private static final String SIGNING_KEY = "sa-signing-key";

    private final Objects objects;

    ReferencedObjects(Objects objects) {
        this.objects = objects;
    }

    /**
     * @throws IllegalStateException naming what is referred to and missing
     */
    void sync(Thing hostedCluster, Thing hcp) {
        String target = hcp.namespace();
        copy(Kind.SECRET, hostedCluster, "/spec/pullSecret/name", target, "pull-secret");
        copy(Kind.SECRET, hostedCluster, "/spec/sshKey/name", target, "ssh-key");
        copy(Kind.CONFIG_MAP, hostedCluster, "/spec/additionalTrustBundle/name", target, "user-ca-bundle");
        for (String pointer : new String[] {
            "/spec/auditWebhook/name",
            "/spec/secretEncryption/aescbc/activeKey/name",
            "/spec/configuration/oauth/identityProviders/0/openID/clientSecret/name"
        }) {
            copy(Kind.SECRET, hostedCluster, pointer, target, hostedCluster.text(pointer));
        }
        String authority = "/spec/configuration/oauth/identityProviders/0/openID/ca/name";
        copy(Kind.CONFIG_MAP, hostedCluster, authority, target, hostedCluster.text(authority));
        signingKey(hostedCluster, hcp);
        kubeconfig(hostedCluster, target);
    }

    /** After the HostedCluster is gone. */
    void release(Thing hostedCluster) {
        String mark = HyperShift.REFERENCED + hostedCluster.name();
        for (Kind kind : new Kind[] {Kind.SECRET, Kind.CONFIG_MAP}) {
            objects.list(kind, hostedCluster.namespace()).stream()
                    .filter(one -> one.annotated(mark))
                    .forEach(one -> objects.annotate(one, mark, null));
        }
    }

    private void copy(Kind kind, Thing hostedCluster, String pointer, String namespace, String copy) {
        Thing source = source(kind, hostedCluster, pointer);
        String mark = HyperShift.REFERENCED + hostedCluster.name();
        if (!source.annotated(mark)) {
            objects.annotate(source, mark, "true");
        }
        if (objects.find(kind, namespace, copy).isEmpty()) {
            ObjectNode json = Thing.named(kind, namespace, copy).json();
            json.set("data", source.at("/data"));
            if (kind == Kind.SECRET) {
                json.put("type", source.text("/type"));
            }
            objects.ensure(new Thing(kind, json));
        }
    }

    private void signingKey(Thing hostedCluster, Thing hcp) {
        if (objects.find(Kind.SECRET, hcp.namespace(), SIGNING_KEY).isPresent()) {
            return;
        }
        String key = source(Kind.SECRET, hostedCluster, "/spec/serviceAccountSigningKey/name")
                .secret("key")
                .orElseThrow();
        objects.ensure(Thing.named(Kind.SECRET, hcp.namespace(), SIGNING_KEY)
                .with("/type", "Opaque")
                .with(
                        "/data",
                        Map.of(
                                "service-account.key",
                                base64(key),
                                "service-account.pub",
                                base64(Rsa.pem(Rsa.publicKey(key)))))
                .withOwners(OwnerReference.controller(hcp)));
    }

    private void kubeconfig(Thing hostedCluster, String namespace) {
        objects.find(Kind.SECRET, namespace, "admin-kubeconfig")
                .ifPresent(found -> objects.ensure(
                        Thing.named(Kind.SECRET, hostedCluster.namespace(), hostedCluster.name() + "-admin-kubeconfig")
                                .with("/type", "Opaque")
                                .with("/data", found.at("/data"))
                                .withOwners(OwnerReference.plain(hostedCluster))));
    }

    private Thing source(Kind kind, Thing hostedCluster, String pointer) {
        String name = hostedCluster.text(pointer);
        return objects.find(kind, hostedCluster.namespace(), name)
                .orElseThrow(() -> new IllegalStateException(
                        kind.kind() + " " + hostedCluster.namespace() + "/" + name + " is missing"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
