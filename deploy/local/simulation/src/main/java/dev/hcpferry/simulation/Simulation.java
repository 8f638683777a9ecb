package dev.hcpferry.simulation;

import dev.hcpferry.common.migration.MigrationWorld;
import dev.hcpferry.simulation.judge.History;
import dev.hcpferry.simulation.judge.Judge;
import dev.hcpferry.simulation.log.EventLog;
import dev.hcpferry.simulation.plan.Plan;
import dev.hcpferry.simulation.plan.Weather;
import dev.hcpferry.simulation.service.Crashed;
import dev.hcpferry.simulation.service.Service;
import dev.hcpferry.simulation.service.ServiceKind;
import dev.hcpferry.simulation.service.SimulatedLeases;
import dev.hcpferry.simulation.time.VirtualTime;
import dev.hcpferry.simulation.world.Universe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One migration in one plan's weather, from the request until nobody has anything left to do. */
public final class Simulation {
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(8);

    static {
        Thread.setDefaultUncaughtExceptionHandler((thread, end) -> {
            if (!(end instanceof Crashed)) { // a process that is gone takes its threads along
                Logger.getLogger(Simulation.class).errorf(end, "thread %s broke", thread.getName());
            }
        });
    }

    private final Plan plan;
    private final VirtualTime time = new VirtualTime(MigrationWorld.START);
    private final EventLog log = new EventLog(time);
    private final Map<ServiceKind, Service> services = new EnumMap<>(ServiceKind.class);
    private final List<String> trace = new ArrayList<>();
    private final Universe universe;
    private final Humans humans;
    private @Nullable Outcome outcome;

    private Simulation(Plan plan) {
        this.plan = plan;
        SplittableRandom random = new SplittableRandom(plan.seed());
        this.universe = new Universe(time, random.split(), plan.access(), plan.etcdMembers());
        this.humans = new Humans(plan, time, log, universe, this::tell);
        Weather weather = new Weather(
                plan,
                time,
                (service, life) -> service(service).crash(life),
                (service, life, length) -> service(service).freeze(life, length),
                () -> universe.damageSnapshot(),
                this::tell);
        SimulatedLeases leases = new SimulatedLeases();
        for (ServiceKind kind : ServiceKind.values()) {
            services.put(
                    kind, new Service(kind, time, random.split(), universe, log, leases, weather, weather::stream));
        }
    }

    public static Outcome run(Plan plan) {
        return run(plan, universe -> {});
    }

    /** @param sabotage what else happens to the world: for proof that the judge sees it */
    public static Outcome run(Plan plan, Consumer<Universe> sabotage) {
        Simulation simulation = new Simulation(plan);
        simulation.time.run(() -> simulation.direct(sabotage));
        Outcome outcome = simulation.outcome;
        if (outcome == null) {
            throw new IllegalStateException("the run of " + plan + " has no outcome");
        }
        return outcome;
    }

    private void direct(Consumer<Universe> sabotage) {
        try {
            universe.begin();
            services.values().forEach(Service::begin);
            time.sleep(Duration.ofMinutes(1));
            Judge judge = new Judge(universe, plan.scope(), plan.cleanup());
            sabotage.accept(universe);
            humans.begin();
            boolean stuck = !comesToRest();
            time.sleep(Duration.ofMinutes(4));
            History history = new History(log.all());
            outcome = new Outcome(plan, history.states(), judge.verdict(history, stuck), trace());
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        } finally {
            humans.end();
            universe.end();
            services.values().forEach(Service::end);
        }
    }

    private boolean comesToRest() throws InterruptedException {
        Instant until = time.now().plus(LONGEST);
        int retries = plan.retries();
        while (time.now().isBefore(until)) {
            time.sleep(SETTLED);
            boolean quiet = log.quietSince(time.now().minus(SETTLED))
                    && services.values().stream().allMatch(Service::idle);
            if (quiet && humans.done()) {
                History history = new History(log.all());
                List<String> unapproved = history.awaitingApproval();
                if (!unapproved.isEmpty()) {
                    unapproved.forEach(humans::approveCleanup);
                    continue;
                }
                if (retries == 0 || !(history.held() || history.failed())) {
                    return true;
                }
                retries--;
                humans.retry();
            }
        }
        return false;
    }

    private List<String> trace() {
        List<String> all = new ArrayList<>(trace);
        log.all().forEach(record -> all.add(TraceLine.of(record)));
        all.sort(null);
        return all;
    }

    private Service service(ServiceKind kind) {
        return Objects.requireNonNull(services.get(kind), "every service runs");
    }

    private void tell(String what) {
        trace.add(time.now() + "  *** " + what);
    }
}
