/** The only package on Flink's internal API: thin adapters that hide it from the others. */
@NullMarked
package io.gridloom.flinkinternal;

import org.jspecify.annotations.NullMarked;
