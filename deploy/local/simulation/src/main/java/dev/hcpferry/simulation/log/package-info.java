/** The topics and their consumers. */
@NullMarked
package dev.hcpferry.simulation.log;

import org.jspecify.annotations.NullMarked;
