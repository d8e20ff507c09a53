/** What the tests of the template packages share. */
@NullMarked
package io.gridloom.template;

import org.jspecify.annotations.NullMarked;
