/** The operators of the job, one per stage, and the state that they keep. */
@NullMarked
package io.gridloom.operator;

import org.jspecify.annotations.NullMarked;
