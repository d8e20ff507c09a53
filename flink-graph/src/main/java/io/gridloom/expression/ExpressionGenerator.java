package io.gridloom.expression;

import io.gridloom.config.Dtype;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.row.Cells;
import io.gridloom.template.TemplateException;

/** Renders a template for each row and casts the text. */
final class ExpressionGenerator implements CellGenerator {

  private final RowTemplate template;
  private final Dtype dtype;

  ExpressionGenerator(RowTemplate template, Dtype dtype) {
    this.template = template;
    this.dtype = dtype;
  }

  /** The cause of a failure starts with its {@link io.gridloom.template.ErrorCategory}. */
  @Override
  public Object generate(Cells row) throws CellException {
    try {
      return DtypeCast.cast(template.render(row), dtype);
    } catch (TemplateException e) {
      throw RowTemplate.failed(e);
    }
  }
}
