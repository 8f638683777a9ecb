package dev.hcpferry.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SubjectQueuesTest {
    private final SubjectQueues queues = new SubjectQueues();

    @AfterEach
    void close() {
        queues.close();
    }

    @Test
    void subjectThatIsStuck_holdsNoOtherUp() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(100);

        queues.submit("clusters/stuck", () -> wait(never));
        for (int i = 0; i < 100; i++) {
            queues.submit("clusters/other-" + i, others::countDown);
        }

        assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void recordsOfOneSubject_keepTheirOrder() throws InterruptedException {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(50);

        for (int i = 0; i < 50; i++) {
            int number = i;
            queues.submit("clusters/one", () -> {
                seen.add(number);
                all.countDown();
            });
        }

        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).isSorted().hasSize(50);
    }

    @Test
    void recordThatFails_letsTheNextOneThrough() throws InterruptedException {
        CountDownLatch next = new CountDownLatch(1);

        queues.submit("clusters/one", () -> {
            throw new IllegalStateException("broken");
        });
        queues.submit("clusters/one", next::countDown);

        assertThat(next.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
