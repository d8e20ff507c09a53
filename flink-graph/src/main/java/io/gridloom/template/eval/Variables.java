package io.gridloom.template.eval;

import io.gridloom.template.syntax.Scope;
import io.gridloom.template.syntax.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each name of a template finds its value: in a cell of the row, in a slot, or in the
 * language.
 */
final class Variables {
  private final Map<String, Integer> references = new HashMap<>();
  private final Map<Scope.Variable, Integer> slots = new HashMap<>();

  Variables(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      references.put(names.get(i), i);
    }
  }

  /** The number of slots given out. */
  int slots() {
    return slots.size();
  }

  int slot(Scope.Variable variable) {
    return slots.computeIfAbsent(variable, unknown -> slots.size());
  }

  /** Reads a name as {@code scope} sees it. */
  Evaluator read(String name, Scope scope) {
    Optional<Scope.Variable> variable = scope.find(name);
    if (variable.isPresent()) {
      int slot = slot(variable.get());
      return frame -> frame.local(slot, name);
    }
    return readContext(name);
  }

  private Evaluator readContext(String name) {
    if (Vocabulary.GLOBALS.contains(name)) {
      Object global = Globals.get(name);
      return frame -> global;
    }
    Integer reference = references.get(name);
    if (reference == null) {
      throw new IllegalStateException("the name \"" + name + "\" is in no list of references");
    }
    int index = reference;
    return frame -> frame.cell(index);
  }

  /** What is to be done with the variables of {@code scope} whenever it is entered. */
  Step enter(Scope scope) {
    List<Step> steps = new ArrayList<>();
    for (Scope.Variable variable : scope.variables()) {
      switch (variable.origin()) {
        case PARAMETER -> {}
        case NOTHING -> {
          int slot = slot(variable);
          steps.add(frame -> frame.unbind(slot));
        }
        case CONTEXT -> steps.add(copy(readContext(variable.name()), slot(variable)));
        case OUTER -> steps.add(copyOuter(variable, scope));
      }
    }
    return Steps.all(steps);
  }

  private Step copyOuter(Scope.Variable variable, Scope scope) {
    int slot = slot(variable);
    Optional<Scope.Variable> outer = scope.findOuter(variable.name());
    if (outer.isEmpty()) {
      return copy(readContext(variable.name()), slot);
    }
    int from = slot(outer.get());
    return frame -> frame.copy(from, slot);
  }

  private static Step copy(Evaluator from, int slot) {
    return frame -> frame.bind(slot, from.value(frame));
  }
}
