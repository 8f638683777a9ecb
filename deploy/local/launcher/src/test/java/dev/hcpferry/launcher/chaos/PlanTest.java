package dev.hcpferry.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void sameSeed_isTheSamePlan_andTheNextIsAnother() {
        assertThat(Plan.of(7)).isEqualTo(Plan.of(7)).isNotEqualTo(Plan.of(8));
        assertThat(Plan.of(7).toString()).isEqualTo(Plan.of(7).toString());
    }

    @Test
    void neighbouringSeeds_planDifferentNumbersOfTroubles() {
        assertThat(LongStream.range(0, 20)
                        .map(seed -> Plan.of(seed).moments().size())
                        .distinct())
                .hasSizeGreaterThan(2);
    }

    @Test
    void manySeeds_planEveryKindOfTrouble() {
        Set<Class<?>> kinds = LongStream.range(0, 500)
                .boxed()
                .flatMap(seed -> Plan.of(seed).moments().stream())
                .map(moment -> moment.trouble().getClass())
                .collect(Collectors.toSet());

        assertThat(kinds).isEqualTo(Set.of(Trouble.class.getPermittedSubclasses()));
    }

    @Test
    void text_tellsSeedMomentsAndTroubles() {
        assertThat(Plan.of(7).toString().lines())
                .hasSize(1 + Plan.of(7).moments().size())
                .first()
                .isEqualTo("seed 7");
    }
}
