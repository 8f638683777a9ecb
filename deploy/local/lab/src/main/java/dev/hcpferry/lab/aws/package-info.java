/** AWS, as far as a hosted cluster and its migration use it: S3, Route 53, and the instances of EC2. */
@NullMarked
package dev.hcpferry.lab.aws;

import org.jspecify.annotations.NullMarked;
