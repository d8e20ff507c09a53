/** One call of a model column: a permit, a request, an answer, or what to do without. */
@NullMarked
package io.gridloom.model.call;

import org.jspecify.annotations.NullMarked;
