package io.gridloom.expression;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.random.CellRandom;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateKind;
import io.gridloom.template.eval.TemplateCompiler;

/** Makes the generators of {@code expression} columns. */
public final class ExpressionFactory implements GeneratorFactory {

  @Override
  public String columnType() {
    return "expression";
  }

  @Override
  public CellGenerator create(ColumnConfig column, GeneratorContext context) {
    ExpressionConfig config = (ExpressionConfig) column;
    Template template = TemplateCompiler.compile(config.expr(), TemplateKind.EXPRESSION);
    int[] slots = template.references().stream().mapToInt(context.layout()::slot).toArray();
    CellRandom random = new CellRandom(context.seed(), config.name());
    return new ExpressionGenerator(template, slots, config.dtype(), random);
  }
}
