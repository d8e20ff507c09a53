package io.gridloom.column;

import static io.gridloom.graph.ExecutionTrait.ROW_STREAMABLE;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SeedColumnConfig;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.util.List;

/**
 * Columns that the dataset's {@code seed_config} fills: {@code column_type: seed-dataset}. Those
 * that a config does not list are there all the same.
 */
public final class SeedColumnType implements ColumnType {

  @Override
  public String name() {
    return SeedColumnConfig.TYPE;
  }

  @Override
  public ColumnConfig read(Fields fields) {
    return new SeedColumnConfig(fields.text("name"), fields.flag("drop", false));
  }

  @Override
  public void check(ColumnConfig column, DatasetConfig dataset, String path, Problems problems) {
    if (new KnownColumns(dataset).mayBeSeed()) {
      return; // of a seed that can't be read
    }
    if (dataset.seed().isEmpty()) {
      problems.add(
          path, "there is no seed_config that could fill " + Shown.quoted(column.name()), "");
    } else if (dataset.seed().get().type(column.name()).isEmpty()) {
      List<String> names = dataset.seed().get().columns().stream().map(SchemaField::name).toList();
      problems.add(
          path,
          "the seed has no column "
              + Shown.quoted(column.name())
              + "; there are "
              + Shown.list(names),
          NearMiss.hint(column.name(), names, "Add it to the columns of seed_config.source"));
    }
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    CellType type = dataset.seed().flatMap(seed -> seed.type(column.name())).orElse(CellType.TEXT);
    return ColumnDescription.of(ExecutionTraits.of(ROW_STREAMABLE), List.of(), type);
  }
}
