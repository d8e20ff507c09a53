/** What operators keep in Flink state. */
@NullMarked
package io.gridloom.state;

import org.jspecify.annotations.NullMarked;
