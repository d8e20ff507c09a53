/** What happens to a row inside a stage, and a whole run without Flink. */
@NullMarked
package io.gridloom.execution;

import org.jspecify.annotations.NullMarked;
