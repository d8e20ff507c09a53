/** Compiles a dataset into one Flink topology. */
@NullMarked
package io.gridloom.topology;

import org.jspecify.annotations.NullMarked;
