/** Clusters that jobs run on. */
@NullMarked
package io.gridloom.cluster;

import org.jspecify.annotations.NullMarked;
