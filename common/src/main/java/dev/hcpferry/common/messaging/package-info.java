/** Kafka: records in, records out, dead letters. */
@NullMarked
package dev.hcpferry.common.messaging;

import org.jspecify.annotations.NullMarked;
