/** What the phases of all services share: the systems they work on, and steps that more than one phase needs. */
@NullMarked
package dev.hcpferry.common.migration;

import org.jspecify.annotations.NullMarked;
