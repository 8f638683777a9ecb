package dev.hcpferry.simulation.plan;

import dev.hcpferry.common.bundle.SnapshotSample;
import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.simulation.service.Call;
import dev.hcpferry.simulation.service.Interference;
import dev.hcpferry.simulation.service.Life;
import dev.hcpferry.simulation.service.ServiceKind;
import dev.hcpferry.simulation.time.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Brings a plan's troubles to the calls of the services. */
public final class Weather implements Interference {
    private final Plan plan;
    private final VirtualTime time;
    private final Instant begin;
    private final BiConsumer<ServiceKind, Life> crash;
    private final FreezeOrder freeze;
    private final Runnable damage;
    private final Consumer<String> trace;
    private final Map<ServiceKind, Integer> calls = new EnumMap<>(ServiceKind.class);
    private final List<Trouble> struck = new ArrayList<>();
    private int cuts;

    /**
     * @param damage flips a bit of the snapshot in S3
     * @param trace is told what happens
     */
    public Weather(
            Plan plan,
            VirtualTime time,
            BiConsumer<ServiceKind, Life> crash,
            FreezeOrder freeze,
            Runnable damage,
            Consumer<String> trace) {
        this.plan = plan;
        this.time = time;
        this.begin = time.now();
        this.crash = crash;
        this.freeze = freeze;
        this.damage = damage;
        this.trace = trace;
        this.cuts = plan.troubles().stream()
                .map(trouble -> trouble instanceof Trouble.SnapshotCut cut ? cut.times() : 0)
                .reduce(0, Integer::sum);
    }

    /** Has a process stand still. */
    public interface FreezeOrder {
        void freeze(ServiceKind service, Life life, Duration time);
    }

    @Override
    public void before(Call call) {
        int number = calls.merge(call.service(), 1, Integer::sum);
        for (Trouble trouble : plan.troubles()) {
            if (trouble instanceof Trouble.Crash(ServiceKind service, int at, boolean after)
                    && !after
                    && service == call.service()
                    && number >= at
                    && times(trouble) == 0) {
                strike(trouble, call);
                crash.accept(service, call.life());
            }
        }
        refuse(call, number, false);
    }

    @Override
    public void after(Call call) {
        int number = calls.getOrDefault(call.service(), 0);
        for (Trouble trouble : plan.troubles()) {
            if (times(trouble) > 0) {
                continue;
            }
            if (trouble instanceof Trouble.Crash(ServiceKind service, int at, boolean after)
                    && after
                    && service == call.service()
                    && number >= at) {
                strike(trouble, call);
                crash.accept(service, call.life());
            } else if (trouble instanceof Trouble.Freeze(ServiceKind service, int at, Duration length)
                    && service == call.service()
                    && number >= at) {
                strike(trouble, call);
                freeze.freeze(service, call.life(), length);
            }
        }
        if (call.verb().equals("commit")) {
            plan.troubles().stream()
                    .filter(trouble -> trouble instanceof Trouble.SnapshotDamaged && times(trouble) == 0)
                    .findFirst()
                    .ifPresent(trouble -> {
                        strike(trouble, call);
                        damage.run();
                    });
        }
        refuse(call, number, true);
    }

    /** A snapshot's way from etcd. */
    public InputStream stream(InputStream whole) {
        if (cuts == 0) {
            return whole;
        }
        cuts--;
        trace.accept("a snapshot is cut short");
        try {
            return SnapshotSample.breakingOff(whole.readAllBytes(), 10);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whether a system can be reached just now. */
    public boolean away(String system) {
        Duration now = Duration.between(begin, time.now());
        return plan.troubles().stream()
                .anyMatch(trouble -> trouble instanceof Trouble.Away(String name, Duration from, Duration length)
                        && name.equals(system)
                        && now.compareTo(from) >= 0
                        && now.compareTo(from.plus(length)) < 0);
    }

    private void refuse(Call call, int number, boolean after) {
        if (!after && away(call.system())) {
            throw new KubernetesException(KubernetesException.Kind.UNREACHABLE, call.system() + " is away");
        }
        for (Trouble trouble : plan.troubles()) {
            if (trouble
                            instanceof
                            Trouble.ApiErrors(
                                    ServiceKind service,
                                    String cluster,
                                    int at,
                                    int many,
                                    KubernetesException.Kind kind,
                                    boolean afterCommit)
                    && afterCommit == after
                    && service == call.service()
                    && cluster.equals(call.system())
                    && number >= at
                    && times(trouble) < many) {
                strike(trouble, call);
                throw new KubernetesException(kind, cluster + " answers wrongly");
            }
            if (trouble instanceof Trouble.BucketErrors(ServiceKind service, int at, int many)
                    && !after
                    && service == call.service()
                    && call.system().equals("s3")
                    && number >= at
                    && times(trouble) < many) {
                strike(trouble, call);
                throw new IllegalStateException("S3 answers 503");
            }
        }
    }

    private long times(Trouble trouble) {
        return struck.stream().filter(trouble::equals).count();
    }

    private void strike(Trouble trouble, Call call) {
        struck.add(trouble);
        trace.accept(trouble + ": " + call.verb() + " on " + call.system());
    }
}
