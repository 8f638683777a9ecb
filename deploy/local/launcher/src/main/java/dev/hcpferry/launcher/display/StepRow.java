package dev.hcpferry.launcher.display;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a step. */
record StepRow(
        int index, String name, Instant begun, @Nullable Instant ended, String message) {

    Duration took(Instant now) {
        return Duration.between(begun, ended == null ? now : ended);
    }

    boolean running() {
        return ended == null;
    }

    StepRow says(String newMessage) {
        return new StepRow(index, name, begun, ended, newMessage);
    }

    StepRow end(Instant at) {
        return ended == null ? new StepRow(index, name, begun, at, message) : this;
    }
}
