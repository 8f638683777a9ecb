package dev.hcpferry.common.hypershift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.OwnershipMarks;
import dev.hcpferry.common.cluster.ResourceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

    @ParameterizedTest(name = "{0} owns {1}: {2}")
    @CsvSource({
        "etcd, etcd-0, true",
        "etcd, etcd-12, true",
        "etcd, etcd, false",
        "etcd, etcd-, false",
        "etcd, etcdctl-0, false",
        "etcd, my-etcd-0, false",
        "kube-apiserver, kube-apiserver-6d4cf56db6-x7k2p, true",
        "kube-apiserver, kube-apiserver-6d4cf-x7k2p, true",
        "kube-apiserver, kube-apiserver-proxy-6d4cf56db6-x7k2p, false",
        "kube-apiserver, openshift-kube-apiserver-6d4cf56db6-x7k2p, false",
        "cluster-api, cluster-api-7f9c8d6b5-abcde, true",
        "cluster-api, cluster-api-provider-aws-7f9c8d6b5-abcde, false",
        "openshift-apiserver, openshift-apiserver-7f9c8d6b5-abcde, true",
        "openshift-apiserver, openshift-apiserver-operator-7f9c8d6b5-abcde, false"
    })
    void podIsOwnedByTheFormOfItsName(String workload, String pod, boolean owned) {
        assertThat(Workload.owns(workload, pod(pod))).isEqualTo(owned);
    }

    @ParameterizedTest(name = "app={1}: {2}")
    @CsvSource({"capi-provider, capi-provider, true", "capi-provider, capi-provider-2, false", "capi, CAPI, false"})
    void podIsOwnedByItsLabel(String workload, String app, boolean owned) {
        KubernetesObject pod = pod("some-pod");
        pod.label("app", app);

        assertThat(Workload.owns(workload, pod)).isEqualTo(owned);
    }

    @Test
    void workloadThatSaysNothingHasOneReplica() {
        assertThat(Workload.replicas(deployment())).isOne();
    }

    @Test
    void scalingDownTwiceKeepsTheFirstNumber() {
        KubernetesObject deployment = deployment();
        deployment.spec().put("replicas", 3);

        Workload.scaleToZero(deployment);
        Workload.scaleToZero(deployment);

        assertThat(Workload.replicas(deployment)).isZero();
        assertThat(deployment.annotation(OwnershipMarks.REPLICAS)).contains("3");
    }

    @ParameterizedTest(name = "change {0}, seen {1}, wanted {2}, updated {3}: {4}")
    @CsvSource({
        "1, 1, 3, 3, false",
        "2, 1, 3, 3, true",
        "2, 2, 3, 2, true",
        "2, 2, 3, , true",
        "2, 2, 0, , false",
        ", , 1, 1, false"
    })
    void workloadRollsOutUntilEveryPodIsOfItsLastChange(
            Long generation, Long observed, int replicas, Integer updated, boolean rollsOut) {
        KubernetesObject deployment = deployment();
        deployment.json().withObject("/metadata").put("generation", generation);
        deployment.spec().put("replicas", replicas);
        deployment
                .json()
                .withObject("/status")
                .put("observedGeneration", observed)
                .put("updatedReplicas", updated);

        assertThat(Workload.rollsOut(deployment)).isEqualTo(rollsOut);
    }

    private static KubernetesObject pod(String name) {
        return KubernetesObject.create(ResourceKind.POD, "clusters-example", name);
    }

    private static KubernetesObject deployment() {
        return KubernetesObject.create(ResourceKind.DEPLOYMENT, "clusters-example", "kube-apiserver");
    }
}
