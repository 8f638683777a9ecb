package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.ResourceKind;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    @Test
    void objectsWithANameAloneAreReferences() {
        KubernetesObject hostedCluster = ObjectYaml.object("""
                apiVersion: hypershift.openshift.io/v1beta1
                kind: HostedCluster
                metadata:
                  name: example
                  ownerReferences:
                  - name: not-in-the-spec
                spec:
                  pullSecret: {name: example-pull-secret}
                  sshKey: {name: example-ssh-key}
                  additionalTrustBundle: {name: user-ca-bundle}
                  secretEncryption:
                    aescbc:
                      activeKey: {name: etcd-key}
                  configuration:
                    oauth:
                      identityProviders:
                      - name: my-provider
                        type: HTPasswd
                        htpasswd:
                          fileData: {name: htpasswd}
                    apiServer:
                      servingCerts:
                        namedCertificates:
                        - names: [api.example.com]
                          servingCertificate: {name: api-cert}
                  platform:
                    aws:
                      resourceTags: [{key: team, value: sre}]
                  audit: {name: 7}
                status:
                  kubeconfig: {name: in-the-status}
                """);

        assertThat(References.in(hostedCluster))
                .containsExactlyInAnyOrder(
                        "example-pull-secret", "example-ssh-key", "user-ca-bundle", "etcd-key", "htpasswd", "api-cert");
    }

    @Test
    void configsOfANodePoolAreReferences() {
        KubernetesObject pool = ObjectYaml.object("""
                apiVersion: hypershift.openshift.io/v1beta1
                kind: NodePool
                metadata: {name: workers}
                spec:
                  config: [{name: chrony}, {name: kubelet}]
                  tuningConfig: [{name: tuned}]
                """);

        assertThat(References.in(pool)).containsExactlyInAnyOrder("chrony", "kubelet", "tuned");
    }

    @Test
    void objectWithoutSpecRefersToNothing() {
        assertThat(References.in(KubernetesObject.create(ResourceKind.NODE_POOL, "clusters", "workers")))
                .isEmpty();
    }
}
