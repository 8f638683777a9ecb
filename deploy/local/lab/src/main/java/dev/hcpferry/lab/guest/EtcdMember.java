package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.pki.Authority;
import dev.hcpferry.lab.pki.KeyPairPem;
import dev.hcpferry.lab.pki.Rsa;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SortedMap;

/**
 * One running member: a gRPC server with mutual TLS.
 *
 * @param knownMembers name to id of all members that this one knows of
 */
record EtcdMember(long clusterId, long id, long leader, SortedMap<String, Long> knownMembers, EtcdData data) {

    /** Serves until the returned server is shut down. */
    Server serve(KeyPairPem identity, String authority) {
        try {
            NettyServerBuilder builder = NettyServerBuilder.forAddress(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .directExecutor()
                    .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(
                                            Rsa.parse(identity.key()).getPrivate(),
                                            Authority.certificate(identity.certificate()))
                                    .trustManager(Authority.certificate(authority))
                                    .clientAuth(ClientAuth.REQUIRE))
                            .build());
            new EtcdService(this).services().forEach(builder::addService);
            return builder.build().start();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
