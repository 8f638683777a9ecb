package dev.hcpferry.common.messaging;

import dev.hcpferry.common.event.Decoding;
import dev.hcpferry.common.event.EventDecoder;
import dev.hcpferry.common.event.EventType;
import dev.hcpferry.common.event.MigrationEvent;
import dev.hcpferry.common.event.MigrationRequested;
import dev.hcpferry.common.phase.Inquiry;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Answers inputs that only ask. They have neither attempt nor progress, and wait for nobody: what they find out is told once, and
 * they leave no other trace.
 */
@ApplicationScoped
public class Inquiries {
    private static final Logger LOG = Logger.getLogger(Inquiries.class);

    private final EventPublisher publisher;

    public Inquiries(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** Whether the record only asks, so that it need not wait for other work on its hosted cluster. */
    static boolean isOne(IncomingRecord record) {
        return EventType.ofTopic(record.metadata().getTopic())
                        .filter(EventType.MIGRATION_REQUESTED::equals)
                        .isPresent()
                && EventDecoder.decode(EventType.MIGRATION_REQUESTED, record.content())
                        instanceof Decoding.Decoded(MigrationRequested request, String ceId)
                && request.dryRun();
    }

    /** The answer's {@code ce_id}: another for each question, the same whenever one is asked again. */
    static String answerId(String migrationId, String ceId) {
        return migrationId + "/preflight-completed/" + EventDecoder.normalised(ceId);
    }

    /** Returns when the broker has the answer. */
    void answer(MigrationEvent input, String ceId, Inquiry inquiry) throws InterruptedException {
        MigrationEvent answer = inquiry.answer();
        publisher.publish(answer, answerId(input.migrationId(), ceId), EventPublisher.subjectOf(answer));
        LOG.infof("Answered %s of migration %s", ceId, input.migrationId());
    }
}
