/** The steps of a cleanup, one class each. */
@NullMarked
package dev.hcpferry.cleanup.step;

import org.jspecify.annotations.NullMarked;
