package io.gridloom.template.value;

/** A value with a behaviour of its own, such as a loop's state or a function of the language. */
public interface PythonObject {
  /** The name of its Python type, for messages. */
  String typeName();

  /** How it prints. */
  String text();

  /** Whether it can be called. */
  boolean callable();
}
