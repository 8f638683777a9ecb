package dev.hcpferry.backup.live;

import dev.hcpferry.common.config.FerrySettings.ScheduledBundle;
import dev.hcpferry.common.event.BundleRequested;
import dev.hcpferry.common.model.HostedClusterRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in which one bundle of a schedule is due. Slots follow from the clock alone, so that all replicas ask for the same bundle
 * by the same name. Pure.
 */
record Slot(Instant begin) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'live-'yyyyMMdd't'HHmm'z'").withZone(ZoneOffset.UTC);
    private static final Pattern SUBJECT = Pattern.compile("([a-z0-9][-a-z0-9]{0,62})/([a-z0-9][-a-z0-9.]{0,252})");
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    static Slot at(Instant now, Duration every) {
        long seconds = every.toSeconds();
        return new Slot(Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds));
    }

    /** The bundle that is due. */
    BundleRequested request(ScheduledBundle schedule) {
        return new BundleRequested(hostedCluster(schedule), schedule.source(), NAME.format(begin), null);
    }

    /**
     * The hosted cluster of a schedule.
     *
     * @throws IllegalStateException naming the setting that is wrong
     */
    static HostedClusterRef hostedCluster(ScheduledBundle schedule) {
        Matcher subject = SUBJECT.matcher(schedule.hostedCluster());
        if (!subject.matches()) {
            throw new IllegalStateException(
                    "hcp-ferry.bundle.scheduled[].hosted-cluster (HCP_FERRY_BUNDLE_SCHEDULED_n__HOSTED_CLUSTER)"
                            + " must be <namespace>/<name>, not " + schedule.hostedCluster());
        }
        if (schedule.every().compareTo(SHORTEST) < 0 || schedule.keep() < 1) {
            throw new IllegalStateException("hcp-ferry.bundle.scheduled[] of " + schedule.hostedCluster()
                    + ": every must be at least PT1M, and keep at least 1");
        }
        return new HostedClusterRef(subject.group(1), subject.group(2));
    }
}
