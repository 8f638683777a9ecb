/** The process that a service is. */
@NullMarked
package dev.hcpferry.common.process;

import org.jspecify.annotations.NullMarked;
