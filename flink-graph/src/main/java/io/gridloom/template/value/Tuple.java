package io.gridloom.template.value;

import java.util.List;

/** Python's tuple. */
public record Tuple(List<Object> parts) {
  public Tuple {
    parts = List.copyOf(parts);
  }

  /** A tuple of these. */
  public static Tuple of(Object... parts) {
    return new Tuple(List.of(parts));
  }
}
