package io.gridloom.expression;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.template.TemplateKind;

/** Makes the generators of {@code expression} columns. */
public final class ExpressionFactory implements GeneratorFactory {

  @Override
  public String columnType() {
    return "expression";
  }

  @Override
  public CellGenerator create(ColumnConfig column, GeneratorContext context) {
    ExpressionConfig config = (ExpressionConfig) column;
    return new ExpressionGenerator(
        new RowTemplate(config.expr(), TemplateKind.EXPRESSION, config.name(), context),
        config.dtype());
  }
}
