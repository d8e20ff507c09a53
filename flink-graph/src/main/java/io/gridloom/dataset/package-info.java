/** A checked config and what follows from it: its columns, its graph, its row layout. */
@NullMarked
package io.gridloom.dataset;

import org.jspecify.annotations.NullMarked;
