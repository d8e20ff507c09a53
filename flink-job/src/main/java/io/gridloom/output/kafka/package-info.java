/** Rows and dead letters into Kafka. */
@NullMarked
package io.gridloom.output.kafka;

import org.jspecify.annotations.NullMarked;
