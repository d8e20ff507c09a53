/** How many calls a model may have under way in the whole job, and who may make them. */
@NullMarked
package io.gridloom.model.quota;

import org.jspecify.annotations.NullMarked;
