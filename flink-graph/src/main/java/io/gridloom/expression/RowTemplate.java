package io.gridloom.expression;

import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.random.CellRandom;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import io.gridloom.row.RowLayout;
import io.gridloom.template.CellSource;
import io.gridloom.template.PythonNone;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import io.gridloom.template.eval.TemplateCompiler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A template over the cells of a row. Not thread-safe. */
public final class RowTemplate {

  private static final int FIRST_ATTEMPT = 1;
  private static final int ROW_ID = -1; // in place of a slot

  private final Template template;
  private final int[] slots; // of the template's references
  private final CellRandom random; // decides the template's random choices

  /**
   * A template that has been checked.
   *
   * @param column whose template it is
   */
  public RowTemplate(String text, TemplateKind kind, String column, GeneratorContext context) {
    this(text, kind, column, context.layout(), Optional.empty(), context.seed());
  }

  /**
   * Likewise, of whatever has a name and is no column.
   *
   * @param layout where the cells are
   * @param rowIdColumn name that stands for the row's number; empty: none does
   * @param seed of the run
   */
  public RowTemplate(
      String text,
      TemplateKind kind,
      String name,
      RowLayout layout,
      Optional<String> rowIdColumn,
      long seed) {
    this.template = TemplateCompiler.compile(text, kind);
    this.slots =
        template.references().stream()
            .mapToInt(
                reference ->
                    rowIdColumn.filter(reference::equals).isPresent()
                        ? ROW_ID
                        : layout.slot(reference))
            .toArray();
    this.random = new CellRandom(seed, name);
  }

  /**
   * The row's text.
   *
   * @throws CellException if it has none; the cause starts with its {@link
   *     io.gridloom.template.ErrorCategory}
   */
  public String render(Cells row) throws CellException {
    try {
      return template.render(new RowSource(row));
    } catch (TemplateException e) {
      throw failed(e);
    }
  }

  static CellException failed(TemplateException e) {
    String place = e.position().map(position -> " at " + position).orElse("");
    return new CellException(e.category() + place + ": " + e.getMessage(), FIRST_ATTEMPT);
  }

  /** As templates know it: None for null, also in lists and records. */
  private static Object templateValue(Object value) {
    if (value == NoValue.NULL) {
      return PythonNone.NONE;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RowTemplate::templateValue).toList();
    }
    if (value instanceof Map<?, ?> fields) {
      Map<Object, Object> dict = new LinkedHashMap<>();
      fields.forEach((name, field) -> dict.put(name, templateValue(field)));
      return dict;
    }
    return value;
  }

  /** A row's cells; those without a value are None. */
  private final class RowSource implements CellSource {
    private final Cells row;

    RowSource(Cells row) {
      this.row = row;
    }

    @Override
    public Object cell(int reference) {
      int slot = slots[reference];
      if (slot == ROW_ID) {
        return row.row();
      }
      return row.hasValue(slot) ? templateValue(row.value(slot)) : PythonNone.NONE;
    }

    @Override
    public long seed() {
      return random.at(row.row(), FIRST_ATTEMPT).nextLong();
    }
  }
}
