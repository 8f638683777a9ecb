package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.pki.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Fetches snapshots as etcd-init does: it does not look at the status, only at what the answer begins with. */
public final class SnapshotSource {

    private final HttpClient http;

    /**
     * @param authority PEM of the authority that S3's certificate is trusted by
     */
    public SnapshotSource(String authority) {
        this.http = HttpClient.newBuilder().sslContext(Tls.trusting(authority)).build();
    }

    byte[] fetch(String url) {
        try {
            byte[] content = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                    .body();
            if (content.length > 5 && content[0] == '<' && content[1] == '?') {
                throw new IllegalStateException("etcd-init: the URL answers with an error document");
            }
            return content;
        } catch (IOException problem) {
            throw new IllegalStateException(
                    "etcd-init: the snapshot can't be fetched: " + problem.getMessage(), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
