/** Language models as their users see them: a request, an answer, or why there is none. */
@NullMarked
package io.gridloom.model;

import org.jspecify.annotations.NullMarked;
