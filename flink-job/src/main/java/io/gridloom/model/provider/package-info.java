/** Clients of the providers there are: thin wire layers on one HTTP client. */
@NullMarked
package io.gridloom.model.provider;

import org.jspecify.annotations.NullMarked;
