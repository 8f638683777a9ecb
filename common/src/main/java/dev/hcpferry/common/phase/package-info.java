/** The phase engine: steps that observe and then act, and the one runner that orders, retries and watches over them. */
@NullMarked
package dev.hcpferry.common.phase;

import org.jspecify.annotations.NullMarked;
