package dev.hcpferry.simulation.time;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/**
 * Virtual threads with a scheduler of their own, which the threads that they start inherit. Java has them, but shows them to nobody
 * who does not ask with {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
final class Threads {
    private static final Method NEW = find();

    private Threads() {}

    static Thread unstarted(Executor scheduler, Runnable task) {
        try {
            return (Thread) NEW.invoke(null, scheduler, "simulation", 0, task);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("a virtual thread with a scheduler of its own can't be made", impossible);
        }
    }

    private static Method find() {
        try {
            Method found = Class.forName("java.lang.ThreadBuilders")
                    .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            found.setAccessible(true);
            return found;
        } catch (ReflectiveOperationException | RuntimeException closed) {
            throw new IllegalStateException("start Java with --add-opens java.base/java.lang=ALL-UNNAMED", closed);
        }
    }
}
