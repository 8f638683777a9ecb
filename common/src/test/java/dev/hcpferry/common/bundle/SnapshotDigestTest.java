package dev.hcpferry.common.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotDigestTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 31, 32, 33, 64, 1000, 100_000})
    void completeSnapshot_isRecognisedHoweverItIsCut(int chunk) {
        byte[] snapshot = SnapshotSample.ofSize(5000);

        SnapshotDigest digest = digest(snapshot, chunk);

        assertThat(digest.complete()).isTrue();
        assertThat(digest.bytes()).isEqualTo(5032);
        assertThat(digest.sha256()).isEqualTo(Sha256.of(snapshot));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 4999, 5000, 5031})
    void snapshotCutShort_isIncomplete(int length) {
        SnapshotDigest digest = digest(Arrays.copyOf(SnapshotSample.ofSize(5000), length), 100);

        assertThat(digest.complete()).isFalse();
    }

    @Test
    void damagedSnapshot_isIncomplete() {
        assertThat(digest(SnapshotSample.damaged(5000), 512).complete()).isFalse();
    }

    private static SnapshotDigest digest(byte[] content, int chunk) {
        SnapshotDigest digest = new SnapshotDigest();
        for (int start = 0; start < content.length; start += chunk) {
            byte[] part = Arrays.copyOfRange(content, start, Math.min(content.length, start + chunk));
            digest.update(part, part.length);
        }
        return digest;
    }
}
