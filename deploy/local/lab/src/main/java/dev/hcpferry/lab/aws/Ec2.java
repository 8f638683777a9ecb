package dev.hcpferry.lab.aws;

import dev.hcpferry.lab.Violation;
import dev.hcpferry.lab.Violations;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The account's instances. Once the lab stands, whatever an operator runs or terminates is a violation. */
public final class Ec2 {

    public enum State {
        RUNNING,
        TERMINATED
    }

    private final Map<String, State> instances = new TreeMap<>();
    private final AtomicInteger launched = new AtomicInteger();
    private final Violations violations;

    public Ec2(Violations violations) {
        this.violations = violations;
    }

    public synchronized String run(String cluster, String why) {
        String id = "i-01ab%013x".formatted(launched.incrementAndGet());
        instances.put(id, State.RUNNING);
        violations.add(Violation.Kind.INSTANCE_RUN, cluster, id + ": " + why);
        return id;
    }

    public synchronized void terminate(String id, String cluster, String why) {
        if (instances.get(id) == State.RUNNING) {
            instances.put(id, State.TERMINATED);
            violations.add(Violation.Kind.INSTANCE_TERMINATED, cluster, id + ": " + why);
        }
    }

    public synchronized Map<String, State> instances() {
        return Map.copyOf(instances);
    }
}
