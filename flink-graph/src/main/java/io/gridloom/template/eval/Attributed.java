package io.gridloom.template.eval;

import io.gridloom.template.value.PythonObject;
import java.util.Optional;

/** A value with attributes of its own. */
interface Attributed extends PythonObject {
  /** The attribute; empty if there is none. */
  Optional<Object> attribute(String name);

  @Override
  default boolean callable() {
    return false;
  }
}
