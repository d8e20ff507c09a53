package io.gridloom.expression;

import io.gridloom.config.Dtype;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.random.CellRandom;
import io.gridloom.row.Cells;
import io.gridloom.template.CellSource;
import io.gridloom.template.PythonNone;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateException;

/** Renders a template for each row and casts the text. */
final class ExpressionGenerator implements CellGenerator {

  private static final int FIRST_ATTEMPT = 1;

  private final Template template;
  private final int[] slots;
  private final Dtype dtype;
  private final CellRandom random;

  /**
   * @param slots of the template's references
   * @param random decides the template's random choices
   */
  ExpressionGenerator(Template template, int[] slots, Dtype dtype, CellRandom random) {
    this.template = template;
    this.slots = slots.clone();
    this.dtype = dtype;
    this.random = random;
  }

  /** The cause of a failure starts with its {@link io.gridloom.template.ErrorCategory}. */
  @Override
  public Object generate(Cells row) throws CellException {
    try {
      return DtypeCast.cast(template.render(new RowSource(row)), dtype);
    } catch (TemplateException e) {
      String place = e.position().map(position -> " at " + position).orElse("");
      throw new CellException(e.category() + place + ": " + e.getMessage(), FIRST_ATTEMPT);
    }
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
      return row.hasValue(slot) ? row.value(slot) : PythonNone.NONE;
    }

    @Override
    public long seed() {
      return random.at(row.row(), FIRST_ATTEMPT).nextLong();
    }
  }
}
