package dev.hcpferry.launcher.chaos;

import dev.hcpferry.lab.apiserver.RequestFault;
import dev.hcpferry.lab.network.Line;
import dev.hcpferry.launcher.ServiceName;
import java.time.Duration;
import java.util.Locale;

/** One thing that goes wrong. Its text is what a plan prints. */
public sealed interface Trouble {

    /** The process ends at once, and another one is started after a while. */
    record Kill(ServiceName service, Duration away) implements Trouble {
        @Override
        public String toString() {
            return "kill -9 " + label(service) + ", start it again after " + millis(away);
        }
    }

    /** The process does not get the processor for a while, longer than its lease. */
    record Freeze(ServiceName service, Duration time) implements Trouble {
        @Override
        public String toString() {
            return "freeze " + label(service) + " for " + millis(time);
        }
    }

    /** Connections are reset and refused for a while. */
    record Cut(Line line, Duration time) implements Trouble {
        @Override
        public String toString() {
            return "cut the line to " + line.label() + " for " + millis(time);
        }
    }

    /** Connections swallow everything for a while. */
    record Stall(Line line, Duration time) implements Trouble {
        @Override
        public String toString() {
            return "stall the line to " + line.label() + " for " + millis(time);
        }
    }

    /** Everything takes longer for a while. */
    record Slow(Line line, Duration delay, Duration time) implements Trouble {
        @Override
        public String toString() {
            return "slow the line to " + line.label() + " by " + millis(delay) + " for " + millis(time);
        }
    }

    /** The next connection that carries so much is reset. */
    record ResetAfter(Line line, long bytes) implements Trouble {
        @Override
        public String toString() {
            return "reset a connection to " + line.label() + " after " + bytes + " bytes";
        }
    }

    /** An API server answers wrongly. */
    record Requests(Line cluster, RequestFault fault, int requests) implements Trouble {
        @Override
        public String toString() {
            return cluster.label() + " answers " + requests + " requests with " + label(fault);
        }
    }

    /** An API server closes all watches. */
    record CloseWatches(Line cluster) implements Trouble {
        @Override
        public String toString() {
            return cluster.label() + " closes all watches";
        }
    }

    /** S3 answers 500, or 503 SlowDown. */
    record Bucket(boolean slowDown, int requests) implements Trouble {
        @Override
        public String toString() {
            return "S3 answers " + requests + " requests with " + (slowDown ? "503 SlowDown" : "500");
        }
    }

    /** Events of this and of earlier migrations are published again, in any order. */
    record Repeat(int events, long seed) implements Trouble {
        @Override
        public String toString() {
            return "publish " + events + " events again, in the order of seed " + seed;
        }
    }

    private static String label(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
