package io.gridloom.template.eval;

import io.gridloom.template.CellSource;
import io.gridloom.template.value.CellValues;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonText;
import io.gridloom.template.value.Undefined;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one render of a template keeps: the row's values, the variables that statements bind, the
 * text so far.
 */
final class Frame {
  private final CellSource row;
  private final @Nullable Object[]
      cells; // by reference; filled when first read, so that a name is one value
  private final @Nullable Object[] locals; // by slot; null while unbound
  private StringBuilder out;
  private boolean autoescape;
  private int work;
  private long draws;

  Frame(CellSource row, int references, int slots, int expectedLength) {
    this.row = row;
    this.cells = new Object[references];
    this.locals = new Object[slots];
    this.out = new StringBuilder(expectedLength);
  }

  /** The value of the reference's cell. */
  Object cell(int reference) {
    Object known = cells[reference];
    if (known != null) {
      return known;
    }
    Object value = CellValues.of(row.cell(reference));
    cells[reference] = value;
    return value;
  }

  /** The variable's value, undefined while it has none. */
  Object local(int slot, String name) {
    Object value = locals[slot];
    return value == null ? Undefined.because("\"" + name + "\" has no value here") : value;
  }

  void bind(int slot, Object value) {
    locals[slot] = value;
  }

  void unbind(int slot) {
    locals[slot] = null;
  }

  void copy(int from, int to) {
    locals[to] = locals[from];
  }

  /** Appends text as it is. */
  void write(String text) {
    out.append(text);
    bound();
  }

  /** Appends a value as it prints. */
  void print(Object value) {
    if (autoescape) {
      out.append(Markup.escape(value).text());
    } else if (value instanceof String text) {
      out.append(text);
    } else {
      PythonText.append(value, out);
    }
    bound();
  }

  private void bound() {
    if (out.length() > 2 * RenderLimits.LONGEST_RESULT) { // in UTF-16 units
      throw RenderLimits.resultTooLong();
    }
  }

  /** What {@code body} writes, instead of writing it: escaped text where autoescape is on. */
  Object capture(Step body) {
    StringBuilder outer = out;
    out = new StringBuilder();
    body.run(this);
    String text = out.toString();
    out = outer;
    return autoescape ? new Markup(charged(text)) : charged(text);
  }

  boolean autoescape() {
    return autoescape;
  }

  void autoescape(boolean on) {
    autoescape = on;
  }

  /** Counts {@code units} of work. */
  void spend(int units) {
    work += units;
    if (work > RenderLimits.MOST_WORK) {
      throw RenderLimits.tooMuchWork();
    }
  }

  /** {@code value}, its size counted as work: for what has just been made. */
  <T> T charged(T value) {
    if (value instanceof String text) {
      spend(text.length());
    } else if (value instanceof List<?> list) {
      spend(list.size());
    } else if (value instanceof BigInteger number) {
      spend(number.bitLength());
    } else if (value instanceof Markup markup) {
      spend(markup.text().length());
    }
    return value;
  }

  /**
   * The next of the row's random numbers, 0 to {@code bound - 1}: the same for the same seed.
   * SplitMix64.
   */
  int draw(int bound) {
    draws++;
    long z = row.seed() + draws * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (int) Math.floorMod(z ^ (z >>> 31), (long) bound);
  }

  /** The text so far. */
  String text() {
    return out.toString();
  }
}
