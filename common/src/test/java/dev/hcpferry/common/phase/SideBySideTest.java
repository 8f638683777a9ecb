package dev.hcpferry.common.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hcpferry.common.model.ReasonCode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SideBySideTest {
    @Test
    void allRunAtOnce_andTheResultsKeepTheirOrder() throws InterruptedException {
        CountDownLatch everybody = new CountDownLatch(3);

        List<Integer> squares = SideBySide.map(List.of(1, 2, 3), number -> {
            everybody.countDown();
            everybody.await();
            return number * number;
        });

        assertThat(squares).containsExactly(1, 4, 9);
    }

    @Test
    void failure_isThrownAsItIs() {
        PhaseFailure failure = new PhaseFailure(ReasonCode.INTERNAL_ERROR, "broken", "repair it");

        assertThatThrownBy(() -> SideBySide.map(List.of(1, 2), number -> {
                    if (number == 2) {
                        throw failure;
                    }
                    return number;
                }))
                .isSameAs(failure);
    }
}
