/** The door for Java programs: generate a dataset inside your own Flink job. */
@NullMarked
package io.gridloom;

import org.jspecify.annotations.NullMarked;
