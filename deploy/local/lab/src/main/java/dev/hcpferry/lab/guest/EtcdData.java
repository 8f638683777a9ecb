package dev.hcpferry.lab.guest;

import dev.hcpferry.lab.apiserver.ObjectStore;

/**
 * What an etcd volume holds.
 *
 * @param encryptionKey fingerprint of the key that the guest's secrets are encrypted with; an API server with another key
 *     can't read them
 */
record EtcdData(ObjectStore store, String encryptionKey) {}
