/** A row of the grid: its id, its cells, or why it was dropped. */
@NullMarked
package io.gridloom.row;

import org.jspecify.annotations.NullMarked;
