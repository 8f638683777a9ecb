package dev.hcpferry.common.metrics;

import static dev.hcpferry.common.event.EventSamples.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hcpferry.common.cluster.TestSettings;
import dev.hcpferry.common.event.EventSamples;
import dev.hcpferry.common.model.PhaseName;
import dev.hcpferry.common.model.PhaseState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhaseGaugesTest {
    private static final String MIGRATION = "{hosted_cluster=clusters/example,migration_id=example-1,phase=";

    private final PhaseGauges gauges = new PhaseGauges(TestSettings.of(Map.of()).deadline());
    private final Scrape scrape = new Scrape();

    @Test
    void phaseThatTellsItsProgress_isShownAsItSays() {
        scrape.heard(EventSamples.progress(PhaseName.BACKUP, PhaseState.RUNNING), AT);

        assertThat(scrape.at(AT, gauges.all()))
                .containsOnly(
                        Map.entry("hcp_migration_phase_state" + MIGRATION + "backup,state=RUNNING}", 1.0),
                        Map.entry("hcp_migration_phase_started_timestamp_seconds" + MIGRATION + "backup}", at(0)),
                        Map.entry("hcp_migration_phase_deadline_timestamp_seconds" + MIGRATION + "backup}", at(1800)),
                        Map.entry("hcp_migration_heartbeat_timestamp_seconds" + MIGRATION + "backup}", at(0)));
    }

    @Test
    void requestThatNoServiceTakesUp_waitsWithADeadline() {
        scrape.heard(EventSamples.requested(), AT.plusSeconds(5));

        assertThat(scrape.at(AT, gauges.all()))
                .containsOnly(
                        Map.entry("hcp_migration_phase_state" + MIGRATION + "backup,state=WAITING}", 1.0),
                        Map.entry("hcp_migration_phase_started_timestamp_seconds" + MIGRATION + "backup}", at(5)),
                        Map.entry(
                                "hcp_migration_phase_deadline_timestamp_seconds" + MIGRATION + "backup}",
                                at(5 + 20 * 60)));
    }

    @Test
    void backupThatNoServiceRestores_waitsWithADeadline() {
        scrape.heard(EventSamples.progress(PhaseName.BACKUP, PhaseState.COMPLETED), AT)
                .heard(EventSamples.backedUp(), AT);

        assertThat(scrape.at(AT, gauges.all()))
                .containsEntry("hcp_migration_phase_state" + MIGRATION + "restore,state=WAITING}", 1.0)
                .containsEntry(
                        "hcp_migration_phase_deadline_timestamp_seconds" + MIGRATION + "restore}", at(60 + 45 * 60));
    }

    @Test
    void phaseThatWasRefused_isNotDue() {
        scrape.heard(EventSamples.requested(), AT).heard(EventSamples.failed(PhaseName.BACKUP), AT);

        assertThat(scrape.at(AT, gauges.all())).isEmpty();
    }

    @Test
    void cleanupThatNeedsApproval_isNotDue() {
        scrape.heard(EventSamples.restored(), AT);

        assertThat(scrape.at(AT, gauges.all())).isEmpty();
    }

    private static double at(int seconds) {
        return MigrationGauge.seconds(AT.plusSeconds(seconds));
    }
}
