package dev.hcpferry.lab.guest;

import java.time.Duration;
import java.util.List;

/**
 * What a user of the hosted cluster went through.
 *
 * @param unavailable time without an answer, all gaps together
 * @param longestGap the longest time without an answer
 * @param acknowledged writes that the API acknowledged
 * @param lost acknowledged writes that are no longer there
 */
public record ProbeReport(Duration unavailable, Duration longestGap, int acknowledged, List<String> lost) {

    public ProbeReport {
        lost = List.copyOf(lost);
    }
}
