/** A run's directory: what is in it, who may write to it, where it stands. */
@NullMarked
package io.gridloom.rundir;

import org.jspecify.annotations.NullMarked;
