package io.gridloom.sampler;

import io.gridloom.generator.CellException;
import io.gridloom.random.CellRandom;
import io.gridloom.row.Cells;
import java.util.List;

/**
 * A column's values: drawn from (seed, column, row, attempt), attempts counted from 1, until all of
 * the column's constraints hold. So a row's value is the same wherever and whenever it is drawn.
 */
final class Rejection<T> implements FromRow<T> {

  static final int MAX_ATTEMPTS = 1_000;

  private final CellRandom random;
  private final FromRow<T> draw;
  private final Constraint[] constraints;

  /**
   * @param draw takes its numbers from {@code random}
   */
  Rejection(CellRandom random, FromRow<T> draw, List<Constraint> constraints) {
    this.random = random;
    this.draw = draw;
    this.constraints = constraints.toArray(new Constraint[0]);
  }

  @Override
  public T of(Cells row) throws CellException {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      T value = draw(row, attempt);
      if (allHold(value, row)) {
        return value;
      }
    }
    throw new CellException(unmet(row), MAX_ATTEMPTS);
  }

  private T draw(Cells row, int attempt) throws CellException {
    random.at(row.row(), attempt);
    try {
      return draw.of(row);
    } catch (CellException e) {
      throw new CellException(String.valueOf(e.getMessage()), attempt);
    }
  }

  private boolean allHold(T value, Cells row) throws CellException {
    for (Constraint constraint : constraints) {
      if (!constraint.holds(value, row)) {
        return false;
      }
    }
    return true;
  }

  /** Which constraints there are; where they are several, how many draws met each. */
  private String unmet(Cells row) throws CellException {
    if (constraints.length == 1) {
      return "no draw of " + MAX_ATTEMPTS + " met " + constraints[0].text(row);
    }
    int[] met = new int[constraints.length];
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      T value = draw(row, attempt);
      for (int i = 0; i < met.length; i++) {
        met[i] += constraints[i].holds(value, row) ? 1 : 0;
      }
    }
    StringBuilder text = new StringBuilder("no draw of " + MAX_ATTEMPTS + " met all of: ");
    for (int i = 0; i < met.length; i++) {
      text.append(i == 0 ? "" : ", ").append(constraints[i].text(row));
      text.append(" (").append(met[i]).append(" did)");
    }
    return text.toString();
  }
}
