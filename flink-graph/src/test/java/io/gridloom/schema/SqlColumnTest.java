package io.gridloom.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlColumnTest {

  @Test
  void everyTypeHasItsForm() {
    CellType record =
        new RecordType(
            List.of(
                new SchemaField("a `b`", CellType.TEXT),
                new SchemaField("c", new ListType(CellType.BOOLEAN))));
    assertThat(
            SqlColumn.of(
                List.of(
                    new SchemaField("i", CellType.INTEGER),
                    new SchemaField("f", CellType.FLOAT),
                    new SchemaField("at", CellType.DATETIME),
                    new SchemaField("records", new ListType(record))),
                Optional.of("row`s id")))
        .extracting(SqlColumn::toString)
        .containsExactly(
            "`row``s id` BIGINT NOT NULL",
            "`i` BIGINT",
            "`f` DOUBLE",
            "`at` TIMESTAMP(6)",
            "`records` ARRAY<ROW<`a ``b``` STRING, `c` ARRAY<BOOLEAN>>>");
  }
}
