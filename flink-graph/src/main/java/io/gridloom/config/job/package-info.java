/**
 * How a run is done, as its user wants it; nothing here decides a value of a model-free dataset.
 */
@NullMarked
package io.gridloom.config.job;

import org.jspecify.annotations.NullMarked;
