@NullMarked
package io.gridloom.template.value;

import org.jspecify.annotations.NullMarked;
