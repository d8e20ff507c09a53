package io.gridloom.template.eval;

import io.gridloom.template.value.PythonObject;

/** A value that can be called: a function of the language, or a method of a value. */
interface Function extends PythonObject {
  Object call(Frame frame, CallArguments arguments);

  @Override
  default boolean callable() {
    return true;
  }
}
