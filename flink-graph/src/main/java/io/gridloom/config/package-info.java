/** A dataset's configuration as immutable records; what a config file says, checked. */
@NullMarked
package io.gridloom.config;

import org.jspecify.annotations.NullMarked;
