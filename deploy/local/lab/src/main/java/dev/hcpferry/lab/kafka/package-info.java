/** A real Kafka broker, wherever it runs. */
@NullMarked
package dev.hcpferry.lab.kafka;

import org.jspecify.annotations.NullMarked;
