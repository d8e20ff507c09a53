package io.gridloom.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which slot holds which column: columns in declared order, each followed by its side effects.
 *
 * @param names the names by slot; a repeated one is an {@link IllegalArgumentException}
 */
public record RowLayout(List<String> names) {

  public RowLayout {
    names = List.copyOf(names);
    index(names);
  }

  private static Map<String, Integer> index(List<String> names) {
    Map<String, Integer> slots = new HashMap<>();
    for (String name : names) {
      if (slots.put(name, slots.size()) != null) {
        throw new IllegalArgumentException("column '" + name + "' is there twice");
      }
    }
    return slots;
  }

  public int slots() {
    return names.size();
  }

  /**
   * The slot of a column or side effect; O(slots), so look it up once.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public int slot(String name) {
    int slot = names.indexOf(name);
    if (slot < 0) {
      throw new IllegalArgumentException("no column '" + name + "', there are " + names);
    }
    return slot;
  }
}
