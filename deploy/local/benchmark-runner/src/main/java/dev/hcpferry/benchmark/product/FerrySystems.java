package dev.hcpferry.benchmark.product;

import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.aws.AwsSettings;
import dev.hcpferry.common.bundle.BundleStore;
import dev.hcpferry.common.bundle.S3BundleStore;
import dev.hcpferry.common.cluster.KubeconfigManagementClusters;
import dev.hcpferry.common.cluster.KubernetesClients;
import dev.hcpferry.common.cluster.ManagementClusters;
import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.etcd.Etcd;
import dev.hcpferry.common.etcd.GrpcEtcd;
import dev.hcpferry.common.migration.Systems;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

/** What the services' container would inject, configured by the same environment variables. */
final class FerrySystems extends Systems {
    private final FerrySettings settings;
    private final ManagementClusters managementClusters;
    private final BundleStore bundles;
    private final Etcd etcd;

    FerrySystems() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(FerrySettings.class)
                .build();
        this.settings = config.getConfigMapping(FerrySettings.class);
        this.managementClusters = new KubeconfigManagementClusters(settings, new KubernetesClients(Vertx.vertx()));
        AwsSettings aws = new AwsSettings(config);
        AwsClients clients = new AwsClients(aws);
        this.bundles = new S3BundleStore(clients.s3(), clients.presigner(), aws);
        this.etcd = new GrpcEtcd(settings);
    }

    @Override
    public FerrySettings settings() {
        return settings;
    }

    @Override
    public ManagementClusters managementClusters() {
        return managementClusters;
    }

    @Override
    public BundleStore bundles() {
        return bundles;
    }

    @Override
    public Etcd etcd() {
        return etcd;
    }
}
