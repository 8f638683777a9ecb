package dev.hcpferry.benchmark.product;

import dev.hcpferry.common.aws.AwsClients;
import dev.hcpferry.common.aws.AwsSettings;
import dev.hcpferry.common.bundle.S3BundleStore;
import dev.hcpferry.common.cluster.KubeconfigManagementClusters;
import dev.hcpferry.common.cluster.KubernetesClients;
import dev.hcpferry.common.cluster.KubernetesLeaseFences;
import dev.hcpferry.common.config.FerrySettings;
import dev.hcpferry.common.dns.Route53DnsRecords;
import dev.hcpferry.common.etcd.GrpcEtcd;
import dev.hcpferry.common.guest.KubeconfigGuests;
import dev.hcpferry.common.migration.Systems;
import dev.hcpferry.common.phase.SystemTime;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

/** What the services' container would inject, configured by the same environment variables. */
final class FerrySystems {
    private FerrySystems() {}

    static Systems create() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(FerrySettings.class)
                .build();
        FerrySettings settings = config.getConfigMapping(FerrySettings.class);
        KubernetesClients clients = new KubernetesClients(Vertx.vertx());
        AwsSettings awsSettings = new AwsSettings(config);
        AwsClients aws = new AwsClients(awsSettings);
        return new Systems(
                new KubeconfigManagementClusters(settings, clients),
                new S3BundleStore(aws.s3(), aws.presigner(), awsSettings),
                new GrpcEtcd(settings),
                new Route53DnsRecords(aws.route53()),
                new KubeconfigGuests(clients),
                new KubernetesLeaseFences(settings),
                settings,
                new SystemTime());
    }
}
