/** The built-in column types: which fields their configs have, and what a column of each needs. */
@NullMarked
package io.gridloom.column;

import org.jspecify.annotations.NullMarked;
