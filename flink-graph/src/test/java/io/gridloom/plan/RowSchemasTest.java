package io.gridloom.plan;

import static io.gridloom.plan.Columns.cheap;
import static io.gridloom.plan.Columns.dropped;
import static io.gridloom.plan.Columns.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSchemasTest {

  private static final RowSchemas SCHEMAS =
      RowSchemas.of(List.of(cheap("a"), dropped(model("m", "answer")), dropped(cheap("b"))));

  @Test
  void rowsTravelWithAllSlots() {
    assertThat(SCHEMAS.travelling().fields())
        .containsExactly(
            new SchemaField("a", CellType.FLOAT),
            new SchemaField("answer", CellType.TEXT),
            new SchemaField("answer__trace", CellType.TEXT),
            new SchemaField("b", CellType.FLOAT));
  }

  @Test
  void droppedColumnsAreNotInTheOutputButTheirSideEffectsAre() {
    assertThat(SCHEMAS.output().fields())
        .extracting(SchemaField::name)
        .containsExactly("a", "answer__trace");
  }
}
