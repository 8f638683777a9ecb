/** One trace per migration, through all services: its context travels in the header {@code traceparent} of every record. */
@NullMarked
package dev.hcpferry.common.tracing;

import org.jspecify.annotations.NullMarked;
