/** The row source: key groups as splits, so that each row is born where its key lives. */
@NullMarked
package io.gridloom.source;

import org.jspecify.annotations.NullMarked;
