/** The gauges of CONTRACT "Metrics", derived from what the events say: every service exports all of them, and no restart loses one. */
@NullMarked
package dev.hcpferry.common.metrics;

import org.jspecify.annotations.NullMarked;
