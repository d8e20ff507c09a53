/** Sampler columns: values drawn from distributions, rounded, converted and constrained. */
@NullMarked
package io.gridloom.sampler;

import org.jspecify.annotations.NullMarked;
