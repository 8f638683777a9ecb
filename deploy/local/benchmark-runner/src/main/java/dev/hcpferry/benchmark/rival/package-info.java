/** The tools that people use without the product. */
@NullMarked
package dev.hcpferry.benchmark.rival;

import org.jspecify.annotations.NullMarked;
