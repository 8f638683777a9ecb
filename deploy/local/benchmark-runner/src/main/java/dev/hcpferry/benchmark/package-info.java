/** Compares the product with the tools that people use without it, in one interleaved run. */
@NullMarked
package dev.hcpferry.benchmark;

import org.jspecify.annotations.NullMarked;
