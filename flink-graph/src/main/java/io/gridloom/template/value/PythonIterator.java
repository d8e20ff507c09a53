package io.gridloom.template.value;

import java.util.Iterator;

/**
 * What can be gone through once only, as the filters {@code reverse}, {@code unique} and {@code
 * items} give it.
 */
public record PythonIterator(String typeName, Iterator<Object> rest) {}
