/** Datasets as tables of Flink SQL. */
@NullMarked
package io.gridloom.table;

import org.jspecify.annotations.NullMarked;
