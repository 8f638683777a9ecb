package dev.hcpferry.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContestTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void contendersTakeTurnsInEveryRound() throws Exception {
        Contest contest =
                new Contest("work", contender("ours", 1, 1, 1), Map.of("theirs", contender("theirs", 2, 2, 2)));

        contest.run(2, what -> {});

        assertThat(order).containsExactly("theirs 0", "ours 0", "theirs 1", "ours 1", "theirs 2", "ours 2");
    }

    @Test
    void ratioIsTheMedianOfTheRoundsAfterTheWarmUp() throws Exception {
        Contest contest =
                new Contest("work", contender("ours", 99, 1, 4, 3), Map.of("theirs", contender("theirs", 1, 2, 2, 2)));

        Outcome outcome = contest.run(3, what -> {});

        assertThat(outcome.product().ratioTo(outcome.rivals().get("theirs"))).isEqualTo(1.5);
        assertThat(outcome.product().median()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void memoryOfTheWarmUpIsShownBesideTheMostOfTheOthers() throws Exception {
        Contender growing = round -> new Cost(Duration.ofSeconds(1), OptionalLong.of(round == 0 ? 64 << 20 : 1 << 20));

        Outcome outcome = new Contest("work", growing, Map.of("theirs", contender("theirs", 1, 1))).run(1, what -> {});

        assertThat(RatioTable.of(List.of(outcome)).getLast())
                .isEqualTo(
                        "| work | theirs | 1.00 s (1.00–1.00) | 1.00 s | 1.00 s (1.00–1.00) | **1.00** | 64 MiB, 1 MiB |");
    }

    private Contender contender(String name, int... seconds) {
        return round -> {
            order.add(name + " " + round);
            return Cost.of(Duration.ofSeconds(seconds[round]));
        };
    }
}
