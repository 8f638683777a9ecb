/** Route 53 records of a hosted cluster and who owns them. */
@NullMarked
package dev.hcpferry.common.dns;

import org.jspecify.annotations.NullMarked;
