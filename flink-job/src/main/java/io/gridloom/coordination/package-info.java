/** Job-wide protocols as plain state machines, without Flink. */
@NullMarked
package io.gridloom.coordination;

import org.jspecify.annotations.NullMarked;
