/** Expression columns: a template's text for the row, cast to a type. */
@NullMarked
package io.gridloom.expression;

import org.jspecify.annotations.NullMarked;
