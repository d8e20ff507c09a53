/** The dataset schema: one Avro schema for state, files, Kafka and users. */
@NullMarked
package io.gridloom.schema;

import org.jspecify.annotations.NullMarked;
