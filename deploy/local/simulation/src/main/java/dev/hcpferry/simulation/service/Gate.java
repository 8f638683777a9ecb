package dev.hcpferry.simulation.service;

import dev.hcpferry.common.etcd.EtcdConnection;
import dev.hcpferry.common.guest.Guests.GuestApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Through which a process reaches every outside system: each call takes some time, and trouble may strike before or after its
 * effect.
 */
final class Gate {
    private static final Set<String> HARMLESS =
            Set.of("name", "close", "toString", "hashCode", "equals", "watch", "names");
    private static final int LATENCY_MILLIS = 20;

    private final ServiceKind service;
    private final Life life;
    private final Interference interference;

    Gate(ServiceKind service, Life life, Interference interference) {
        this.service = service;
        this.life = life;
        this.interference = interference;
    }

    /** The same system, as the process sees it. */
    <T> T guard(Class<T> port, String system, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    try {
                        if (HARMLESS.contains(method.getName())) {
                            return method.invoke(target, arguments);
                        }
                        Call call = new Call(service, life, system, method.getName());
                        pass();
                        interference.before(call);
                        Object result = method.invoke(target, arguments);
                        life.pass();
                        interference.after(call);
                        life.pass();
                        return opened(system, result);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private @Nullable Object opened(String system, @Nullable Object result) {
        return switch (result) {
            case GuestApi guest -> guard(GuestApi.class, "guest", guest);
            case EtcdConnection etcd -> guard(EtcdConnection.class, system, etcd);
            case null, default -> result;
        };
    }

    private void pass() throws InterruptedException {
        life.pass();
        life.await(new Semaphore(0), Duration.ofMillis(1 + life.jitter().nextInt(LATENCY_MILLIS)));
    }
}
