/** Fixtures of the tests. */
@NullMarked
package io.gridloom.testing;

import org.jspecify.annotations.NullMarked;
