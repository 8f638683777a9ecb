/** Time that jumps, and threads that run in an order which depends on nothing but what they do. */
@NullMarked
package dev.hcpferry.simulation.time;

import org.jspecify.annotations.NullMarked;
