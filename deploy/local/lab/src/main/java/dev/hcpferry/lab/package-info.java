/**
 * Two management clusters, a hosted cluster on one of them, Kafka and AWS, all inside one JVM: the outside world of HCP
 * Ferry, small enough for a test and harmful enough to prove a migration. Start with {@link dev.hcpferry.lab.Lab}.
 */
@NullMarked
package dev.hcpferry.lab;

import org.jspecify.annotations.NullMarked;
