/** Random numbers that are a pure function of where they are used. */
@NullMarked
package io.gridloom.random;

import org.jspecify.annotations.NullMarked;
