/** The published SPI: how a column type describes itself, and what fills its cells. */
@NullMarked
package io.gridloom.generator;

import org.jspecify.annotations.NullMarked;
