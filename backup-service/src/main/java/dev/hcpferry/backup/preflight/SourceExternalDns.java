package dev.hcpferry.backup.preflight;

import dev.hcpferry.common.hypershift.ExternalDns;
import dev.hcpferry.common.hypershift.HostedCluster;
import java.util.List;
import java.util.stream.Stream;

/** The source's ExternalDNS lives and owns the records, so that it will release them. */
final class SourceExternalDns implements PreflightCheck {
    @Override
    public CheckResult look(Surroundings around) throws InterruptedException {
        HostedCluster hostedCluster = around.hostedCluster();
        String source = around.source().name();
        if (!hostedCluster.isPublic()) {
            return CheckResult.passed("private: ExternalDNS publishes nothing");
        }
        List<ExternalDns> running =
                around.sourceExternalDns().stream().filter(ExternalDns::runs).toList();
        if (running.isEmpty()) {
            return CheckResult.warning("no ExternalDNS runs on " + source + ": nobody will release the records,"
                    + " and the backup would wait for that until its deadline, unless dns.takeOver is asked for");
        }
        List<String> known =
                running.stream().flatMap(one -> one.ownerId().stream()).toList();
        List<String> foreign = owners(around, hostedCluster)
                .filter(owner -> !known.isEmpty() && !known.contains(owner))
                .toList();
        return foreign.isEmpty()
                ? CheckResult.passed("it runs on " + source)
                : CheckResult.warning("records are owned by " + String.join(", ", foreign) + ", not by "
                        + String.join(", ", known) + " of " + source + ", which will not release them");
    }

    private static Stream<String> owners(Surroundings around, HostedCluster hostedCluster) throws InterruptedException {
        return around.context().systems().dns().recordsOf(around.zone(), hostedCluster.serviceHosts()).stream()
                .flatMap(record -> Stream.ofNullable(record.owner()))
                .distinct();
    }
}
