/** Where the job of a run is: inside this process, or on a Flink cluster. */
@NullMarked
package io.gridloom.cluster;

import org.jspecify.annotations.NullMarked;
