/** The execution graph: cells and barriers as nodes that are computed, never stored. */
@NullMarked
package io.gridloom.graph;

import org.jspecify.annotations.NullMarked;
