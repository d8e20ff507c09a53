package io.gridloom.config.read;

import io.gridloom.config.ConstraintConfig;

/**
 * What could be read of a constraint.
 *
 * @param path where it stands
 * @param sound false if a field has a problem: a name that could not be read is empty then, and the
 *     others are no more than placeholders
 */
public record ReadConstraint(String path, ConstraintConfig constraint, boolean sound) {}
