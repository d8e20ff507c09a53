/** The generators of model columns. */
@NullMarked
package io.gridloom.llm;

import org.jspecify.annotations.NullMarked;
