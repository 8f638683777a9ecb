/** The AWS clients of the product: where they connect, whom they trust, how they retry. */
@NullMarked
package dev.hcpferry.common.aws;

import org.jspecify.annotations.NullMarked;
