/** What is wrong with an input: place, finding and fix; all problems of an input together. */
@NullMarked
package io.gridloom.problem;

import org.jspecify.annotations.NullMarked;
