package dev.hcpferry.simulation.world;

import dev.hcpferry.common.bundle.InMemoryBundleStore;
import dev.hcpferry.common.dns.InMemoryDnsRecords;
import dev.hcpferry.common.model.S3Location;
import dev.hcpferry.simulation.time.VirtualTime;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What the controllers of both management clusters share. */
record Surroundings(
        VirtualTime time,
        RandomGenerator random,
        InMemoryBundleStore bundles,
        InMemoryDnsRecords dns,
        Set<String> instances,
        Faults faults,
        Violations violations,
        PrivateEndpoint endpoint,
        EndpointAccess access,
        int etcdMembers) {

    /** What a presigned URL leads to. */
    Optional<byte[]> download(String url) {
        String key = url.substring("https://s3.example.com/".length(), url.indexOf('?'));
        return bundles.content(new S3Location("bundles", key));
    }
}
