/**
 * Reads config files: YAML or JSON text to checked config records, with a place for each problem.
 */
@NullMarked
package io.gridloom.config.read;

import org.jspecify.annotations.NullMarked;
