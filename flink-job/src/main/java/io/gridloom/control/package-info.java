/** How another process reaches a run: a socket for its user alone, one request a connection. */
@NullMarked
package io.gridloom.control;

import org.jspecify.annotations.NullMarked;
