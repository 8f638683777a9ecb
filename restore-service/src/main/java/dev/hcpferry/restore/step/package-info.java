/** The steps of a restore, one class each. */
@NullMarked
package dev.hcpferry.restore.step;

import org.jspecify.annotations.NullMarked;
