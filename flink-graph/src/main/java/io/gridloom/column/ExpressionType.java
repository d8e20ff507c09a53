package io.gridloom.column;

import static io.gridloom.graph.ExecutionTrait.ROW_STREAMABLE;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.Dtype;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Columns that are computed from their row: {@code column_type: expression}. */
public final class ExpressionType implements ColumnType {

  @Override
  public String name() {
    return "expression";
  }

  @Override
  public ColumnConfig read(Fields fields) {
    String column = fields.text("name");
    boolean drop = fields.flag("drop", false);
    String expr = fields.text("expr");
    if (fields.accepted("expr") && expr.isBlank()) {
      fields.problem("expr", "the expression is blank", "Write a template such as {{ column }}");
    }
    Dtype dtype = fields.oneOf("dtype", Dtype.class, Optional.of(Dtype.STR));
    return new ExpressionConfig(column, drop, expr, dtype);
  }

  @Override
  public void check(ColumnConfig column, DatasetConfig dataset, String path, Problems problems) {
    ExpressionConfig expression = (ExpressionConfig) column;
    KnownColumns known = new KnownColumns(dataset);
    TemplateReferences.check(
        expression.expr(), Set.of(column.name()), known, path + ".expr", problems);
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    ExpressionConfig expression = (ExpressionConfig) column;
    return ColumnDescription.of(
        ExecutionTraits.of(ROW_STREAMABLE),
        List.copyOf(TemplateReferences.of(expression.expr())),
        ConfigTypes.of(expression));
  }
}
