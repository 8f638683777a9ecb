/** Repeats contenders in turn, and shows what came of it. */
@NullMarked
package dev.hcpferry.benchmark.measure;

import org.jspecify.annotations.NullMarked;
