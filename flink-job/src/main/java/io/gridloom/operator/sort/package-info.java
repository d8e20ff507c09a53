/** The barrier stage whose rows are sorted, across all subtasks, inside the chain. */
@NullMarked
package io.gridloom.operator.sort;

import org.jspecify.annotations.NullMarked;
