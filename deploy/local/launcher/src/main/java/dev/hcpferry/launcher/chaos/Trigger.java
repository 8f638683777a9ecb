package dev.hcpferry.launcher.chaos;

import dev.hcpferry.launcher.Event;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Watches a migration's progress, and has each trouble of the plan made when its moment has come, once. */
final class Trigger {
    private final String migrationId;
    private final Mischief mischief;
    private final Set<Plan.Moment> ahead = ConcurrentHashMap.newKeySet();

    Trigger(String migrationId, Plan plan, Mischief mischief) {
        this.migrationId = migrationId;
        this.mischief = mischief;
        ahead.addAll(plan.moments());
    }

    void hear(Event event) {
        if (event.runsStep() && event.migrationId().equals(migrationId)) {
            int steps = event.data().path("steps").asInt();
            int step = event.data().path("stepIndex").asInt();
            List.copyOf(ahead).stream()
                    .filter(moment -> moment.phase().phase().equals(event.text("phase")))
                    .filter(moment -> step >= Math.ceil(moment.part() * steps))
                    .filter(ahead::remove)
                    .forEach(moment -> mischief.plan(moment.trouble(), moment.later()));
        }
    }
}
