/** One run from start to end. */
@NullMarked
package io.gridloom.run;

import org.jspecify.annotations.NullMarked;
