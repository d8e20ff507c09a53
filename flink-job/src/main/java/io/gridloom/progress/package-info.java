/** What a run has done, in the words of the execution graph, read from its checkpoints. */
@NullMarked
package io.gridloom.progress;

import org.jspecify.annotations.NullMarked;
