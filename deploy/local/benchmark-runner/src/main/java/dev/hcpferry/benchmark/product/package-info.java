/** HCP Ferry's own steps in a process with the memory of a service. */
@NullMarked
package dev.hcpferry.benchmark.product;

import org.jspecify.annotations.NullMarked;
