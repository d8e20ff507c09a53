package io.gridloom.template.eval;

import io.gridloom.template.value.PythonTypes;

/** A method of one value, read but not yet called. */
record BoundMethod(Object receiver, String name) implements Function {
  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }

  /** As Python shows it; a result that holds this text is refused. */
  @Override
  public String text() {
    return "<built-in method " + name + " of " + PythonTypes.name(receiver) + " object at 0x0>";
  }

  @Override
  public Object call(Frame frame, CallArguments arguments) {
    return Methods.call(frame, receiver, name, arguments);
  }
}
