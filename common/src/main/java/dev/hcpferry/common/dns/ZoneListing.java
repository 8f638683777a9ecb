package dev.hcpferry.common.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/**
 * All records of one zone. Everybody who waits for something in it shares one listing: Route 53 takes five requests a second from
 * a whole account, and a listing is one for every 300 records. Safe for threads.
 */
final class ZoneListing {
    /** So long a listing of one page is good; longer ones so much longer that a zone costs at most two requests a second. */
    private static final Duration KEPT_AT_LEAST = Duration.ofSeconds(1);

    private static final Duration KEPT_PER_PAGE = Duration.ofMillis(500);
    /** So long a zone is left alone whose listing was throttled in spite of the SDK's own patience. */
    private static final Duration THROTTLED = Duration.ofSeconds(10);

    private final Route53Client route53;
    private final String zoneId;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private List<ResourceRecordSet> listed = List.of();
    private @Nullable Route53Exception throttled;
    private Instant goodUntil = Instant.MIN;

    ZoneListing(Route53Client route53, String zoneId, InstantSource clock) {
        this.route53 = route53;
        this.zoneId = zoneId;
        this.clock = clock;
    }

    List<ResourceRecordSet> recordSets() {
        oneAtATime.lock();
        try {
            if (!clock.instant().isBefore(goodUntil)) {
                list();
            }
            if (throttled != null) {
                throw throttled;
            }
            return listed;
        } finally {
            oneAtATime.unlock();
        }
    }

    /** The next look is a new one. */
    void forget() {
        oneAtATime.lock();
        try {
            goodUntil = Instant.MIN;
        } finally {
            oneAtATime.unlock();
        }
    }

    private void list() {
        List<ResourceRecordSet> found = new ArrayList<>();
        Duration kept = Duration.ZERO;
        try {
            for (ListResourceRecordSetsResponse page :
                    route53.listResourceRecordSetsPaginator(request -> request.hostedZoneId(zoneId))) {
                found.addAll(page.resourceRecordSets());
                kept = kept.plus(KEPT_PER_PAGE);
            }
        } catch (Route53Exception refused) {
            if (!refused.isThrottlingException()) {
                throw refused;
            }
            throttled = refused;
            goodUntil = clock.instant().plus(THROTTLED);
            return;
        }
        listed = List.copyOf(found);
        throttled = null;
        goodUntil = clock.instant().plus(kept.compareTo(KEPT_AT_LEAST) > 0 ? kept : KEPT_AT_LEAST);
    }
}
