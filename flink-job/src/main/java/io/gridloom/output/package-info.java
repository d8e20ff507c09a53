/** Where rows and dead letters go. */
@NullMarked
package io.gridloom.output;

import org.jspecify.annotations.NullMarked;
