/** Steps that remove a hosted cluster from one management cluster while it lives on at another, so that no instance is harmed. */
@NullMarked
package dev.hcpferry.common.removal;

import org.jspecify.annotations.NullMarked;
