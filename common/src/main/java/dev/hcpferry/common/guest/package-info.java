/** The hosted cluster seen from inside, through its own API. */
@NullMarked
package dev.hcpferry.common.guest;

import org.jspecify.annotations.NullMarked;
