/** The bundle of a migration in S3 (DESIGN "S3 bundle"). */
@NullMarked
package dev.hcpferry.common.bundle;

import org.jspecify.annotations.NullMarked;
