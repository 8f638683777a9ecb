package dev.hcpferry.lab.apiserver;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the next requests of one user meet, and that user's open watches. Safe for threads. */
public final class RequestFaults {

    private final String user;
    private final Map<RequestFault, Integer> pending = new ConcurrentHashMap<>();
    private final Set<Runnable> watches = ConcurrentHashMap.newKeySet();

    /** @param user the common name in the user's certificate */
    public RequestFaults(String user) {
        this.user = user;
    }

    /** So many of the next requests that it fits meet this. */
    public void add(RequestFault fault, int requests) {
        pending.merge(fault, requests, Integer::sum);
    }

    /** Closes all watches of the user, once. */
    public void closeWatches() {
        watches.forEach(Runnable::run);
    }

    /** What was added and has not happened yet never will. */
    public void clear() {
        pending.clear();
    }

    boolean concern(String subject) {
        return subject.contains("CN=" + user);
    }

    Optional<RequestFault> next(String method, boolean continued) {
        return pending.keySet().stream()
                .filter(fault -> fault.fits(method, continued))
                .filter(this::take)
                .findFirst();
    }

    /** @return what forgets the watch */
    Runnable watched(Runnable close) {
        watches.add(close);
        return () -> watches.remove(close);
    }

    private boolean take(RequestFault fault) {
        boolean[] taken = new boolean[1];
        pending.computeIfPresent(fault, (key, left) -> {
            taken[0] = true;
            return left > 1 ? left - 1 : null;
        });
        return taken[0];
    }
}
