package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.event.EventSamples.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuestGaugesTest {
    private static final String MIGRATION = "{hosted_cluster=clusters/example,migration_id=example-1";
    private static final String OUTAGE = "hcp_migration_api_unavailable_seconds" + MIGRATION + "}";

    private final Scrape scrape = new Scrape();

    @Test
    void outageDuringTheBackup_growsFromWhatProgressTells() {
        scrape.heard(EventSamples.progress(PhaseName.BACKUP, PhaseState.RUNNING), AT);

        assertThat(scrape.at(AT.plusSeconds(7), GuestGauges.all())).containsOnly(Map.entry(OUTAGE, 7.0));
    }

    @Test
    void outageAfterTheBackup_growsUntilTheApiAnswers() {
        scrape.heard(EventSamples.backedUp(), AT);

        assertThat(scrape.at(AT.plusSeconds(90), GuestGauges.all())).containsEntry(OUTAGE, 90.0);
    }

    @Test
    void outageEndsWhenTheRestoreSeesTheApi_beforeItCompletes() {
        scrape.heard(EventSamples.backedUp(), AT)
                .heard(EventSamples.progress(PhaseName.RESTORE, PhaseState.RUNNING), AT);

        assertThat(scrape.at(AT.plusSeconds(900), GuestGauges.all())).containsEntry(OUTAGE, 300.0);
    }

    @Test
    void outageOfACompletedRestore_stays() {
        scrape.heard(EventSamples.backedUp(), AT).heard(EventSamples.restored(), AT);

        assertThat(scrape.at(AT.plusSeconds(9000), GuestGauges.all())).containsEntry(OUTAGE, 300.0);
    }

    @Test
    void nodesThatComeBack_areCountedDuringTheRestore() {
        scrape.heard(EventSamples.progress(PhaseName.RESTORE, PhaseState.RUNNING), AT);

        assertThat(scrape.at(AT, GuestGauges.all()))
                .containsOnly(
                        Map.entry("hcp_migration_nodes" + MIGRATION + ",state=expected}", 3.0),
                        Map.entry("hcp_migration_nodes" + MIGRATION + ",state=ready}", 2.0));
    }
}
