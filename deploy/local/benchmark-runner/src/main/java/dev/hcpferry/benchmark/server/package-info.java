/** What the contenders work on: etcd, a Kubernetes API server, S3; each a process of its own. */
@NullMarked
package dev.hcpferry.benchmark.server;

import org.jspecify.annotations.NullMarked;
