package dev.hcpferry.common.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of the product itself; {@code docs/configuration.md} describes them together with those of Kafka and AWS. */
@ConfigMapping(prefix = "hcp-ferry")
public interface FerrySettings {

    @WithName("management-clusters")
    ManagementClusterSettings managementClusters();

    BundleSettings bundle();

    DnsSettings dns();

    DeadlineSettings deadline();

    EtcdSettings etcd();

    LeaseSettings lease();

    TopicSettings topics();

    HypershiftSettings hypershift();

    /** How management clusters are reached. */
    interface ManagementClusterSettings {
        /** Directory of {@code <name>.kubeconfig} files, re-read when they change. */
        @WithDefault("/etc/hcp-ferry/management-clusters")
        Path directory();

        @WithDefault("PT5S")
        Duration connectTimeout();

        @WithDefault("PT20S")
        Duration requestTimeout();

        /** How many objects a page of a LIST holds. */
        @WithDefault("500")
        int pageSize();
    }

    /** Where bundles go unless the request says otherwise. */
    interface BundleSettings {
        Optional<String> bucket();

        @WithDefault("hcp-ferry")
        String prefix();

        Optional<String> kmsKeyId();

        /** Buckets besides {@link #bucket} whose bundles may be restored in place of a dead source. */
        Optional<List<String>> restoreFrom();

        /** Hosted clusters of which bundles are taken regularly while they run. */
        List<ScheduledBundle> scheduled();

        /** How many live bundles of a hosted cluster are kept that no schedule names. */
        @WithDefault("24")
        int keepLive();
    }

    /** Bundles that are taken of one hosted cluster again and again. */
    interface ScheduledBundle {
        /** {@code <namespace>/<name>}. */
        String hostedCluster();

        /** The management cluster that it runs on. */
        String source();

        /** From one bundle to the next, counted from midnight UTC on 1970-01-01. */
        @WithDefault("PT1H")
        Duration every();

        /** How many are kept. */
        @WithDefault("24")
        int keep();
    }

    /** The zone of the external DNS domain. */
    interface DnsSettings {
        /** Looked up by domain when neither this nor the request names one. */
        Optional<String> hostedZoneId();

        /** How long the source's ExternalDNS gets to release records before a request's {@code dns.takeOver} takes them. */
        @WithDefault("PT2M")
        Duration takeOverPatience();
    }

    /** How long each phase may take unless the request says otherwise. */
    interface DeadlineSettings {
        @WithDefault("PT30M")
        Duration backup();

        @WithDefault("PT60M")
        Duration restore();

        @WithDefault("PT30M")
        Duration cleanup();
    }

    /** How a hosted cluster's etcd is reached. */
    interface EtcdSettings {
        @WithDefault("PORT_FORWARD")
        Connection connection();

        /** For status requests; snapshots have no limit but the phase's deadline. */
        @WithDefault("PT10S")
        Duration requestTimeout();

        /** The way to a pod. */
        enum Connection {
            /** Through the management cluster's API server. */
            PORT_FORWARD,
            /** To the pod's address, where the service runs beside it. */
            POD_ADDRESS
        }
    }

    /** The Lease of each hosted cluster that says which runner may act. */
    interface LeaseSettings {
        @WithDefault("PT15S")
        Duration duration();

        @WithDefault("PT10S")
        Duration renewDeadline();

        @WithDefault("PT2S")
        Duration retryPeriod();
    }

    /** The topics of CONTRACT "Events". */
    interface TopicSettings {
        /** Creates missing topics at start instead of refusing to start. For development. */
        @WithDefault("false")
        boolean create();
    }

    /** What is demanded of HyperShift. */
    interface HypershiftSettings {
        /** Goes on although source and destination run different hypershift-operators, which may roll the nodes. */
        @WithDefault("false")
        boolean allowVersionSkew();
    }
}
