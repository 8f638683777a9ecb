/** Kubernetes objects as the lab's operators see and change them: plain JSON, through any API server. */
@NullMarked
package dev.hcpferry.lab.object;

import org.jspecify.annotations.NullMarked;
