/**
 * Templates in the language of Jinja2, as their users see them: compiled once, rendered per row.
 */
@NullMarked
package io.gridloom.template;

import org.jspecify.annotations.NullMarked;
