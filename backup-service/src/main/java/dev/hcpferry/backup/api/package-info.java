/** The REST way to ask for a migration. */
@NullMarked
package dev.hcpferry.backup.api;

import org.jspecify.annotations.NullMarked;
