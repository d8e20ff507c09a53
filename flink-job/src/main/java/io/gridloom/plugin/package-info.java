/** Column types that users bring along. */
@NullMarked
package io.gridloom.plugin;

import org.jspecify.annotations.NullMarked;
