package dev.hcpferry.launcher;

import dev.hcpferry.lab.Lab;
import dev.hcpferry.lab.guest.Probe;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the demo says at its end. */
record Summary(PrintStream out) {

    void print(Ferry ferry, Lab lab, Probe probe, Optional<Event> end, List<String> violations)
            throws IOException, InterruptedException {
        out.println();
        out.println(end.map(event -> "The migration ended with " + event.topic())
                .orElse("The migration did not end in time"));
        ferry.events().all().stream()
                .filter(event -> event.topic().equals(Event.PHASE_FAILED))
                .forEach(event ->
                        out.println("  failed: " + event.data().path("message").asText()));
        out.println("Guest API, as its user saw it: " + probe.report());
        ferry.events().all().stream()
                .filter(event -> event.topic().equals(Event.BACKUP_COMPLETED))
                .forEach(event -> out.printf(
                        "Moved: %s objects, %s bytes of etcd%nBundle: %s%n",
                        event.data().at("/manifests/objects").asText(),
                        event.data().at("/snapshot/bytes").asText(),
                        event.data().at("/bundle/location").asText()));
        ferry.events().all().stream()
                .filter(event -> event.topic().equals(Event.RESTORE_COMPLETED))
                .flatMap(event -> event.data().path("evidence").valueStream())
                .forEach(proof -> out.printf(
                        "  %-24s %s%n",
                        proof.path("check").asText(), proof.path("detail").asText()));
        out.println(
                "Served by: " + lab.servingClusters() + ", harm done: " + (violations.isEmpty() ? "none" : violations));
        for (ServiceName name : ServiceName.values()) {
            URI address = ferry.service(name).address();
            out.printf("%s: %s/migrations and %s/q/metrics%n", name.module(), address, address);
        }
    }
}
