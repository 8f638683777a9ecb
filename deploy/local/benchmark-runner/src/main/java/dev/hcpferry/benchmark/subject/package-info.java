/** What is moved: the data of an etcd and the objects of a hosted cluster. */
@NullMarked
package dev.hcpferry.benchmark.subject;

import org.jspecify.annotations.NullMarked;
