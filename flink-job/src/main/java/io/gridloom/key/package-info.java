/** Which key group a row belongs to, chosen by arithmetic instead of found by hashing. */
@NullMarked
package io.gridloom.key;

import org.jspecify.annotations.NullMarked;
