@NullMarked
package io.gridloom.template.syntax;

import org.jspecify.annotations.NullMarked;
