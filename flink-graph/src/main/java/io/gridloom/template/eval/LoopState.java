package io.gridloom.template.eval;

import io.gridloom.template.value.PythonCompare;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.Undefined;
import java.util.List;
import java.util.Optional;

/** The variable {@code loop}: where a loop is. */
final class LoopState implements Attributed {
  private final List<Object> values;
  private int at = -1;
  private List<Object> lastChecked = List.of();
  private boolean checked;

  LoopState(List<Object> values) {
    this.values = values;
  }

  /** Goes to the next value. */
  Object next() {
    at++;
    return values.get(at);
  }

  @Override
  public String typeName() {
    return "LoopContext";
  }

  @Override
  public String text() {
    return "<LoopContext " + (at + 1) + "/" + values.size() + ">";
  }

  @Override
  public Optional<Object> attribute(String name) {
    int size = values.size();
    return switch (name) {
      case "index" -> Optional.of(at + 1L);
      case "index0" -> Optional.of((long) at);
      case "revindex" -> Optional.of((long) size - at);
      case "revindex0" -> Optional.of(size - at - 1L);
      case "first" -> Optional.of(at == 0);
      case "last" -> Optional.of(at == size - 1);
      case "length" -> Optional.of((long) size);
      case "depth" -> Optional.of(1L);
      case "depth0" -> Optional.of(0L);
      case "previtem" ->
          Optional.of(
              at > 0
                  ? values.get(at - 1)
                  : Undefined.because("the first value of a loop has no previous one"));
      case "nextitem" ->
          Optional.of(
              at < size - 1
                  ? values.get(at + 1)
                  : Undefined.because("the last value of a loop has no next one"));
      case "cycle" -> Optional.of(new StatefulValues.Method("cycle", this::cycle));
      case "changed" -> Optional.of(new StatefulValues.Method("changed", this::changed));
      default -> Optional.empty();
    };
  }

  private Object cycle(CallArguments arguments) {
    List<Object> given = arguments.positional();
    if (given.isEmpty()) {
      throw PythonErrors.type("loop.cycle needs a value at least");
    }
    return given.get(at % given.size());
  }

  private Object changed(CallArguments arguments) {
    boolean same = checked && PythonCompare.equal(lastChecked, arguments.positional());
    lastChecked = arguments.positional();
    checked = true;
    return !same;
  }
}
