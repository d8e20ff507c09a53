/** Rows as bytes: a compact form between operators, Avro in state and for users. */
@NullMarked
package io.gridloom.codec;

import org.jspecify.annotations.NullMarked;
