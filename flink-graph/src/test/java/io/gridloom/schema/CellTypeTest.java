package io.gridloom.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTypeTest {

  private static final SchemaField NAME = new SchemaField("name", CellType.TEXT);
  private static final SchemaField DAYS = new SchemaField("days", new ListType(CellType.DATETIME));

  @Test
  void readsAsPeopleSayIt() {
    assertThat(new ListType(new RecordType(List.of(NAME, DAYS))))
        .hasToString("list of {name: text, days: list of datetime}");
  }

  @Test
  void hasTheScalarsByName() {
    assertThat(
            List.of(
                CellType.INTEGER,
                CellType.FLOAT,
                CellType.BOOLEAN,
                CellType.TEXT,
                CellType.DATETIME))
        .containsExactly(ScalarType.values());
  }

  @Test
  void keepsTheFieldsOfARecordAndNoNameTwice() {
    List<SchemaField> fields = new ArrayList<>(List.of(NAME));
    RecordType record = new RecordType(fields);
    fields.add(NAME);
    assertThat(record.fields()).containsExactly(NAME);
    assertThatThrownBy(() -> new RecordType(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field 'name' is there twice");
  }
}
