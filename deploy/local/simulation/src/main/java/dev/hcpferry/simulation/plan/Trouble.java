package dev.hcpferry.simulation.plan;

import dev.hcpferry.common.cluster.KubernetesException;
import dev.hcpferry.common.event.MigrationCommand.Command;
import dev.hcpferry.simulation.service.ServiceKind;
import java.time.Duration;

/** One thing that goes wrong. Its text is what a plan prints. */
public sealed interface Trouble {

    /** The process is gone just before or just after the effect of a call. */
    record Crash(ServiceKind service, int call, boolean after) implements Trouble {
        @Override
        public String toString() {
            return service.label() + " crashes " + (after ? "after" : "before") + " its call " + call;
        }
    }

    /** The process stands still after a call while another one takes over, and then goes on. */
    record Freeze(ServiceKind service, int call, Duration time) implements Trouble {
        @Override
        public String toString() {
            return service.label() + " freezes after its call " + call + " for " + time.toSeconds() + " s";
        }
    }

    /** An API server answers some calls wrongly, perhaps after it has done what was asked. */
    record ApiErrors(
            ServiceKind service, String cluster, int call, int many, KubernetesException.Kind kind, boolean after)
            implements Trouble {
        @Override
        public String toString() {
            return cluster + " answers " + many + " calls of " + service.label() + " from its call " + call
                    + " on with " + kind + (after ? " after the commit" : "");
        }
    }

    /** S3 does not take or give anything for a while. */
    record BucketErrors(ServiceKind service, int call, int many) implements Trouble {
        @Override
        public String toString() {
            return "S3 refuses " + many + " calls of " + service.label() + " from its call " + call + " on";
        }
    }

    /** A management cluster or the guest can't be reached for a while. */
    record Away(String system, Duration begin, Duration time) implements Trouble {
        @Override
        public String toString() {
            return system + " is away after " + begin.toSeconds() + " s for " + time.toSeconds() + " s";
        }
    }

    /** The stream of a snapshot ends early, so many times. */
    record SnapshotCut(int times) implements Trouble {
        @Override
        public String toString() {
            return times + " snapshots are cut short";
        }
    }

    /** A bit of the snapshot flips in S3 once the bundle is there. */
    record SnapshotDamaged() implements Trouble {
        @Override
        public String toString() {
            return "the snapshot is damaged in S3 after the backup";
        }
    }

    /** The restored etcd is empty, or its members do not know of each other. */
    record BadEtcd(boolean split) implements Trouble {
        @Override
        public String toString() {
            return "the restored etcd is " + (split ? "split" : "empty");
        }
    }

    /** Events that were there come again, in any order. */
    record Repeat(Duration begin, int events, long seed) implements Trouble {
        @Override
        public String toString() {
            return events + " events come again after " + begin.toSeconds() + " s";
        }
    }

    /** A human wants something. */
    record Order(Duration begin, Command command) implements Trouble {
        @Override
        public String toString() {
            return command + " after " + begin.toSeconds() + " s";
        }
    }

    /** Somebody asks how the migration would go, perhaps while it goes. */
    record DryRun(Duration begin) implements Trouble {
        @Override
        public String toString() {
            return "a dry run is asked for after " + begin.toSeconds() + " s";
        }
    }

    /** ExternalDNS of a management cluster neither publishes nor releases anything for a while. */
    record DnsAway(String cluster, Duration begin, Duration time) implements Trouble {
        @Override
        public String toString() {
            return "ExternalDNS of " + cluster + " does not act after " + begin.toSeconds() + " s for "
                    + time.toSeconds() + " s";
        }
    }

    /** The hypershift-operators do not act. */
    record OperatorAway(Duration begin, Duration time) implements Trouble {
        @Override
        public String toString() {
            return "the hypershift-operators do not act after " + begin.toSeconds() + " s for " + time.toSeconds()
                    + " s";
        }
    }

    /** Somebody who knows nothing of the migration starts the source's API server again while the destination restores etcd. */
    record SourceStarted() implements Trouble {
        @Override
        public String toString() {
            return "the source's API server is started again in mid-restore";
        }
    }

    /** Somebody else wants to move the same hosted cluster. */
    record SecondRequest(Duration begin) implements Trouble {
        @Override
        public String toString() {
            return "a second request for the same hosted cluster after " + begin.toSeconds() + " s";
        }
    }
}
