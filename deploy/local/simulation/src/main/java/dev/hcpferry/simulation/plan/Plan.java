package dev.hcpferry.simulation.plan;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.common.event.MigrationRequested.Deadlines;
import dev.hcpferry.common.model.CleanupPolicy;
import dev.hcpferry.common.model.FailurePolicy;
import dev.hcpferry.common.model.Scope;
import dev.hcpferry.simulation.service.ServiceKind;
import dev.hcpferry.simulation.world.EndpointAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What is asked for in one run, and what goes wrong. The same seed always gives the same plan.
 *
 * @param retries how often a human retries what is held at the end
 */
public record Plan(
        long seed,
        int etcdMembers,
        EndpointAccess access,
        Scope scope,
        FailurePolicy onFailure,
        CleanupPolicy cleanup,
        boolean takeOver,
        Deadlines deadlines,
        int retries,
        List<Trouble> troubles) {
    private static final int MOST = 6;
    private static final List<CleanupPolicy> CLEANUPS = List.of(
            CleanupPolicy.AUTOMATIC,
            CleanupPolicy.AUTOMATIC,
            CleanupPolicy.AUTOMATIC,
            CleanupPolicy.AFTER_APPROVAL,
            CleanupPolicy.AFTER_APPROVAL,
            CleanupPolicy.NEVER);
    private static final List<EndpointAccess> ACCESSES = List.of(
            EndpointAccess.PUBLIC, EndpointAccess.PUBLIC, EndpointAccess.PUBLIC_AND_PRIVATE, EndpointAccess.PRIVATE);
    private static final List<String> CLUSTERS = List.of("mgmt-a", "mgmt-b");
    private static final List<KubernetesException.Kind> ERRORS = List.of(
            KubernetesException.Kind.UNREACHABLE, KubernetesException.Kind.CONFLICT, KubernetesException.Kind.OTHER);

    public Plan {
        troubles = List.copyOf(troubles);
    }

    public static Plan of(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Trouble> troubles = new ArrayList<>();
        int many = 1 + random.nextInt(MOST);
        for (int i = 0; i < many; i++) {
            troubles.add(trouble(random));
        }
        Plan plan = new Plan(
                seed,
                random.nextBoolean() ? 1 : 3,
                EndpointAccess.PUBLIC,
                random.nextInt(3) == 0 ? Scope.CONTROL_PLANE_ONLY : Scope.CONTROL_PLANE_AND_NODES,
                random.nextInt(3) == 0 ? FailurePolicy.HOLD : FailurePolicy.ROLL_BACK,
                CleanupPolicy.AUTOMATIC,
                random.nextInt(4) == 0,
                new Deadlines(deadline(random), deadline(random), deadline(random)),
                random.nextInt(3),
                troubles);
        return plan.withMore(random);
    }

    /** Drawn last, so that seeds that are known keep what else they stand for. */
    private Plan withMore(RandomGenerator random) {
        List<Trouble> more = new ArrayList<>(troubles);
        if (random.nextInt(6) == 0) {
            more.add(new Trouble.DnsAway(any(random, CLUSTERS), seconds(random, 1, 400), seconds(random, 60, 1200)));
        }
        CleanupPolicy wanted = any(random, CLEANUPS);
        if (wanted == CleanupPolicy.AFTER_APPROVAL && random.nextBoolean()) {
            more.add(new Trouble.Order(seconds(random, 1, 400), Command.APPROVE_CLEANUP));
        }
        if (random.nextInt(4) == 0) {
            more.add(new Trouble.DryRun(seconds(random, 0, 300)));
        }
        return with(any(random, ACCESSES)).with(wanted).with(more.toArray(Trouble[]::new));
    }

    /** Nothing goes wrong. */
    public static Plan calm(long seed) {
        Plan plan = of(seed);
        return new Plan(
                seed,
                plan.etcdMembers,
                EndpointAccess.PUBLIC,
                plan.scope,
                plan.onFailure,
                CleanupPolicy.AUTOMATIC,
                false,
                new Deadlines(null, null, null),
                0,
                List.of());
    }

    /** The same with other troubles. */
    public Plan with(Trouble... others) {
        return new Plan(
                seed, etcdMembers, access, scope, onFailure, cleanup, takeOver, deadlines, retries, List.of(others));
    }

    /** The same, but cleaned up as this says. */
    public Plan with(CleanupPolicy wanted) {
        return new Plan(seed, etcdMembers, access, scope, onFailure, wanted, takeOver, deadlines, retries, troubles);
    }

    /** The same with so many etcd members. */
    public Plan withEtcdMembers(int wanted) {
        return new Plan(seed, wanted, access, scope, onFailure, cleanup, takeOver, deadlines, retries, troubles);
    }

    /** The same, but what happens after a failure is this. */
    public Plan with(FailurePolicy wanted) {
        return new Plan(seed, etcdMembers, access, scope, wanted, cleanup, takeOver, deadlines, retries, troubles);
    }

    /** The same for a hosted cluster that is reached like this. */
    public Plan with(EndpointAccess wanted) {
        return new Plan(seed, etcdMembers, wanted, scope, onFailure, cleanup, takeOver, deadlines, retries, troubles);
    }

    private static Trouble trouble(RandomGenerator random) {
        ServiceKind service = any(random, List.of(ServiceKind.values()));
        int call = 1 + random.nextInt(random.nextBoolean() ? 100 : 1000);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> new Trouble.Crash(service, call, random.nextBoolean());
            case 4, 5, 6 -> new Trouble.Freeze(service, call, seconds(random, 2, 120));
            case 7, 8, 9 ->
                new Trouble.ApiErrors(
                        service,
                        any(random, CLUSTERS),
                        call,
                        1 + random.nextInt(8),
                        any(random, ERRORS),
                        random.nextBoolean());
            case 10 -> new Trouble.BucketErrors(service, 1 + random.nextInt(200), 1 + random.nextInt(5));
            case 11, 12 ->
                new Trouble.Away(
                        any(random, List.of("mgmt-a", "mgmt-b", "guest")),
                        seconds(random, 0, 240),
                        seconds(random, 5, 300));
            case 13 ->
                random.nextBoolean() ? new Trouble.SnapshotCut(1 + random.nextInt(3)) : new Trouble.SnapshotDamaged();
            case 14 -> new Trouble.BadEtcd(random.nextBoolean());
            case 15 -> new Trouble.Repeat(seconds(random, 20, 300), 1 + random.nextInt(30), random.nextLong());
            case 16 -> new Trouble.Order(seconds(random, 1, 240), Command.CANCEL);
            case 17 ->
                new Trouble.Order(seconds(random, 1, 400), random.nextBoolean() ? Command.RETRY : Command.CANCEL);
            case 18 ->
                random.nextBoolean()
                        ? new Trouble.DnsAway("mgmt-a", Duration.ZERO, seconds(random, 60, 4000))
                        : new Trouble.OperatorAway(seconds(random, 0, 120), seconds(random, 20, 600));
            default -> new Trouble.SecondRequest(seconds(random, 1, 300));
        };
    }

    /** Most phases have time enough. */
    private static Duration deadline(RandomGenerator random) {
        return random.nextInt(6) == 0 ? seconds(random, 10, 90) : Duration.ofMinutes(20);
    }

    private static Duration seconds(RandomGenerator random, int from, int to) {
        return Duration.ofSeconds(from + random.nextInt(to - from));
    }

    private static <T> T any(RandomGenerator random, List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    @Override
    public String toString() {
        return "seed %d: %s, %s, on failure %s, cleanup %s%s, %d etcd members, deadlines %s %s %s, %d retries%s"
                .formatted(
                        seed,
                        access,
                        scope,
                        onFailure,
                        cleanup,
                        takeOver ? ", DNS take-over" : "",
                        etcdMembers,
                        deadlines.backup(),
                        deadlines.restore(),
                        deadlines.cleanup(),
                        retries,
                        troubles.stream().map(trouble -> "\n    " + trouble).collect(Collectors.joining()));
    }
}
