package io.gridloom.topology;

import java.util.List;

/** What a person reads in Flink's web page: an operator is named after its columns. */
final class OperatorNames {

  private static final int MAX_LENGTH = 60;

  private OperatorNames() {}

  /** {@code kind: a, b, c}, cut at {@value #MAX_LENGTH} characters. */
  static String of(String kind, List<String> columns) {
    String name = kind + ": " + String.join(", ", columns);
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH - 1) + "…";
  }
}
