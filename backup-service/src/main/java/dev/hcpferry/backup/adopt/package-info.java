/** The backup of a dead source, which is none: a bundle that is there already is proved and handed on. */
@NullMarked
package dev.hcpferry.backup.adopt;

import org.jspecify.annotations.NullMarked;
