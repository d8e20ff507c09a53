package io.gridloom.schema;

/**
 * Type of lists. A value is a {@link java.util.List} that nobody changes any more.
 *
 * @param element type of what stands in the list
 */
public record ListType(CellType element) implements CellType {

  @Override
  public String toString() {
    return "list of " + element;
  }
}
