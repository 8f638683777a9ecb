package dev.hcpferry.simulation.service;

import dev.hcpferry.common.cluster.InMemoryManagementCluster;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.guest.Guests;
import dev.hcpferry.simulation.world.EtcdData;
import dev.hcpferry.simulation.world.Universe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guest API as its kubeconfig leads to it: by its public name, to whichever side that points to at each call. */
final class SimulatedGuests implements Guests {
    private final Universe universe;

    SimulatedGuests(Universe universe) {
        this.universe = universe;
    }

    @Override
    public GuestApi open(String kubeconfig) {
        return (GuestApi) Proxy.newProxyInstance(
                GuestApi.class.getClassLoader(), new Class<?>[] {GuestApi.class}, (proxy, method, arguments) -> {
                    Optional<InMemoryManagementCluster> api = universe.traffic()
                            .find()
                            .flatMap(side -> side.etcd().map(EtcdData::guest));
                    return switch (method.getName()) {
                        case "close" -> null;
                        case "ready" -> api.isPresent();
                        default -> invoke(method, api.orElseThrow(SimulatedGuests::away), arguments);
                    };
                });
    }

    private static KubernetesException away() {
        return new KubernetesException(KubernetesException.Kind.UNREACHABLE, "the guest API does not answer");
    }

    private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return InMemoryManagementCluster.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
