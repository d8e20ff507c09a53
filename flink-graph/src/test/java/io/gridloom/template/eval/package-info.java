@NullMarked
package io.gridloom.template.eval;

import org.jspecify.annotations.NullMarked;
