/** Dataset-wide columns: aggregates that come out the same to the last bit in any order. */
@NullMarked
package io.gridloom.aggregate;

import org.jspecify.annotations.NullMarked;
