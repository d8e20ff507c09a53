/** Python's values on the JVM: how they print, count, compare and combine. */
@NullMarked
package io.gridloom.template.value;

import org.jspecify.annotations.NullMarked;
