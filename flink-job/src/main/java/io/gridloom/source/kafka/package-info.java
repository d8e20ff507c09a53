/** Rows that begin with the records of a topic. */
@NullMarked
package io.gridloom.source.kafka;

import org.jspecify.annotations.NullMarked;
