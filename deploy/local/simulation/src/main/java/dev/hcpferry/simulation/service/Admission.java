package dev.hcpferry.simulation.service;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.cluster.KubernetesObject;
import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ResourceKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A management cluster that takes no new object into a namespace that is not there, or is going. */
final class Admission {
    private Admission() {}

    static ManagementCluster of(ManagementCluster cluster) {
        return (ManagementCluster) Proxy.newProxyInstance(
                ManagementCluster.class.getClassLoader(),
                new Class<?>[] {ManagementCluster.class},
                (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("createIfAbsent")) {
                            admit(cluster, (KubernetesObject) arguments[0]);
                        }
                        return method.invoke(cluster, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static void admit(ManagementCluster cluster, KubernetesObject object) {
        String namespace = object.namespace();
        if (namespace == null
                || cluster.find(object.kind(), namespace, object.name()).isPresent()) {
            return;
        }
        boolean living = cluster.find(ResourceKind.NAMESPACE, null, namespace)
                .filter(found -> !found.deleting())
                .isPresent();
        if (!living) {
            throw new KubernetesException(
                    KubernetesException.Kind.OTHER, cluster.name() + " has no living namespace " + namespace);
        }
    }
}
