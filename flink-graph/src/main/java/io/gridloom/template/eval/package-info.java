/** Templates as trees of small evaluators, compiled once per column. */
@NullMarked
package io.gridloom.template.eval;

import org.jspecify.annotations.NullMarked;
