/** What tests share: seeds, random inputs. */
@NullMarked
package io.gridloom.testing;

import org.jspecify.annotations.NullMarked;
