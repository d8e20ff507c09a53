/** The command line: reads arguments, prints answers; what is between is done elsewhere. */
@NullMarked
package io.gridloom.cli;

import org.jspecify.annotations.NullMarked;
