package dev.hcpferry.common.etcd;

import dev.hcpferry.common.cluster.ManagementCluster;
import dev.hcpferry.common.cluster.ManagementCluster.PodConnection;
import dev.hcpferry.common.config.FerrySettings;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Talks etcd's own gRPC, with mutual TLS, through whatever way the management cluster offers to the pod. */
@ApplicationScoped
public class GrpcEtcd implements Etcd {
    private static final String PORT_NAME = "client";
    private static final int PORT = 2379;
    /** Every member's certificate names it, so the way to the pod does not matter (DOMAIN "etcd"). */
    private static final String AUTHORITY = "localhost";
    /** A page of a snapshot is 32 KiB; everything else is smaller than this by far. */
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
    /** So much of a snapshot may be on its way. Left to itself, gRPC measures the way by pings all the time, and takes up to 8 MiB. */
    private static final int WINDOW_BYTES = 1024 * 1024;
    /** Notices a way that died silently under a running snapshot; etcd allows a ping every 5 s. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    private static final Duration KEEP_ALIVE_TIMEOUT = Duration.ofSeconds(20);

    private final Duration requestTimeout;

    @Inject
    public GrpcEtcd(FerrySettings settings) {
        this(settings.etcd().requestTimeout());
    }

    GrpcEtcd(Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    @Override
    public EtcdConnection connect(ManagementCluster cluster, String controlPlaneNamespace, String pod) {
        SslContext ssl = sslContext(EtcdCredentials.read(cluster, controlPlaneNamespace), controlPlaneNamespace);
        PodConnection way = cluster.connect(controlPlaneNamespace, pod, PORT_NAME, PORT);
        ManagedChannel channel = NettyChannelBuilder.forAddress(way.host(), way.port())
                .sslContext(ssl)
                .overrideAuthority(AUTHORITY)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .flowControlWindow(WINDOW_BYTES)
                .withOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT) // a pool keeps what it had
                .directExecutor() // arrivals are only queued
                .keepAliveTime(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        return new GrpcEtcdConnection(pod, way, channel, requestTimeout);
    }

    private static SslContext sslContext(EtcdCredentials credentials, String namespace) {
        try {
            return credentials.sslContext();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new EtcdException("the etcd client certificate in namespace " + namespace + " can't be used", e);
        }
    }
}
