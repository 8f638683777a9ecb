package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ObjectYaml;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostedClusterTest {
    private final KubernetesObject object = ObjectYaml.object("""
            apiVersion: hypershift.openshift.io/v1beta1
            kind: HostedCluster
            metadata: {name: example, namespace: clusters}
            spec:
              infraID: example-abc12
              controllerAvailabilityPolicy: HighlyAvailable
              etcd:
                managementType: Managed
                managed: {storage: {type: PersistentVolume}}
              platform:
                type: AWS
                aws: {region: eu-west-1, endpointAccess: Public}
              services:
              - service: APIServer
                servicePublishingStrategy: {type: LoadBalancer, loadBalancer: {hostname: api.example.com}}
              - service: OAuthServer
                servicePublishingStrategy: {type: Route, route: {hostname: oauth.example.com}}
              - service: Konnectivity
                servicePublishingStrategy: {type: Route}
            """);
    private final HostedCluster hostedCluster = new HostedCluster(object);

    @Test
    void factsAreReadFromTheSpec() {
        assertThat(hostedCluster.name()).isEqualTo("example");
        assertThat(hostedCluster.infraId()).isEqualTo("example-abc12");
        assertThat(hostedCluster.platform()).isEqualTo("AWS");
        assertThat(hostedCluster.region()).isEqualTo("eu-west-1");
        assertThat(hostedCluster.managedEtcd()).isTrue();
        assertThat(hostedCluster.apiHostname()).contains("api.example.com");
        assertThat(hostedCluster.serviceHosts()).containsExactly("api.example.com", "oauth.example.com");
        assertThat(hostedCluster.kubeconfigSecret()).isEqualTo("example-admin-kubeconfig");
        assertThat(hostedCluster.paused()).isFalse();
        assertThat(hostedCluster.owner()).isEmpty();
    }

    @Test
    void emptyObjectHasNoFacts() {
        HostedCluster empty = new HostedCluster(KubernetesObject.create(ResourceKind.HOSTED_CLUSTER, "ns", "empty"));

        assertThat(empty.infraId()).isEmpty();
        assertThat(empty.platform()).isEmpty();
        assertThat(empty.region()).isEmpty();
        assertThat(empty.managedEtcd()).isFalse();
        assertThat(empty.apiHostname()).isEmpty();
        assertThat(empty.serviceHosts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HighlyAvailable, 3", "SingleReplica, 1", ", 3"})
    void numberOfEtcdMembersFollowsTheAvailability(String policy, int members) {
        object.spec().put("controllerAvailabilityPolicy", policy);

        assertThat(hostedCluster.etcdMembers()).isEqualTo(members);
    }

    @ParameterizedTest
    @CsvSource({"Public, true, false", "PublicAndPrivate, true, true", "Private, false, true", ", true, false"})
    void endpointAccessSaysFromWhereTheApiIsReached(String access, boolean isPublic, boolean isPrivate) {
        object.json().withObject("/spec/platform/aws").put("endpointAccess", access);

        assertThat(hostedCluster.isPublic()).isEqualTo(isPublic);
        assertThat(hostedCluster.isPrivate()).isEqualTo(isPrivate);
    }

    @Test
    void apiWithoutHostnameHasNone() {
        object.json().withObject("/spec/services/0/servicePublishingStrategy").remove("loadBalancer");

        assertThat(hostedCluster.apiHostname()).isEmpty();
        assertThat(hostedCluster.serviceHosts()).containsExactly("oauth.example.com");
    }

    @Test
    void statusNamesTheKubeconfig() {
        object.json().withObject("/status/kubeconfig").put("name", "custom-kubeconfig");

        assertThat(hostedCluster.kubeconfigSecret()).isEqualTo("custom-kubeconfig");
    }

    @Test
    void pauseAndOwnerAreSeen() {
        Pause.set(object);
        object.annotate(OwnershipMarks.MIGRATION, "example-1");

        assertThat(hostedCluster.paused()).isTrue();
        assertThat(hostedCluster.owner()).contains("example-1");
    }

    @Test
    void restoreUrlIsReplacedAndRemoved() {
        String before = ObjectYaml.write(object);
        HostedCluster.setRestoreUrl(object, "https://old");

        HostedCluster.setRestoreUrl(object, "https://new");
        assertThat(HostedCluster.restoreUrl(object)).contains("https://new");
        assertThat(object.at("/spec/etcd/managed/storage/restoreSnapshotURL")).hasSize(1);
        HostedCluster.removeRestoreUrl(object);

        assertThat(ObjectYaml.write(object)).isEqualTo(before);
    }

    @Test
    void removingARestoreUrlThatIsNotThereChangesNothing() {
        KubernetesObject unmanaged = KubernetesObject.create(ResourceKind.HOSTED_CLUSTER, "ns", "unmanaged");
        String before = ObjectYaml.write(unmanaged);

        HostedCluster.removeRestoreUrl(unmanaged);

        assertThat(ObjectYaml.write(unmanaged)).isEqualTo(before);
    }
}
