/** How a dataset is run: which columns run together, what they wait for, what they cost. */
@NullMarked
package io.gridloom.plan;

import org.jspecify.annotations.NullMarked;
