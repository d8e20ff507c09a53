/** From a template's text to its tree: tokens, grammar, and the checks that need no row. */
@NullMarked
package io.gridloom.template.syntax;

import org.jspecify.annotations.NullMarked;
