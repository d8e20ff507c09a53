package io.gridloom.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.generator.CellException;
import io.gridloom.row.NoValue;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.ScalarType;
import io.gridloom.schema.SchemaField;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RecordCellsTest {

  private static Object cell(String json, CellType type) throws CellException {
    return RecordCells.of(JsonMapper.shared().readTree(json), type);
  }

  @Test
  void areValuesOfTheirTypes() throws Exception {
    assertThat(cell("9223372036854775807", CellType.INTEGER)).isEqualTo(Long.MAX_VALUE);
    assertThat(cell("3", CellType.FLOAT)).isEqualTo(3.0);
    assertThat(cell("1.5e3", CellType.FLOAT)).isEqualTo(1500.0);
    assertThat(cell("true", CellType.BOOLEAN)).isEqualTo(true);
    assertThat(cell("\"größe\"", CellType.TEXT)).isEqualTo("größe");
    assertThat(cell("null", CellType.TEXT)).isEqualTo(NoValue.NULL);
    LocalDateTime time = LocalDateTime.of(2026, 3, 1, 12, 30, 1, 123_456_000);
    assertThat(cell("\"2026-03-01T12:30:01.123456789\"", CellType.DATETIME)).isEqualTo(time);
    assertThat(cell("\"2026-03-01 12:30:01.123456\"", CellType.DATETIME)).isEqualTo(time);
    assertThat(cell("\"2026-03-01T14:30:01.123456+02:00\"", CellType.DATETIME)).isEqualTo(time);
    assertThat(cell("\"2026-03-01\"", CellType.DATETIME))
        .isEqualTo(LocalDateTime.of(2026, 3, 1, 0, 0));
    CellType nested =
        new ListType(
            new RecordType(
                List.of(
                    new SchemaField("a", CellType.INTEGER), new SchemaField("b", CellType.TEXT))));
    assertThat(cell("[{\"a\": 1, \"c\": 5}, null]", nested))
        .isEqualTo(List.of(Map.of("a", 1L, "b", NoValue.NULL), NoValue.NULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.5                   | INTEGER
          9223372036854775808   | INTEGER
          "1"                   | INTEGER
          1e999                 | FLOAT
          "1"                   | FLOAT
          0                     | BOOLEAN
          1                     | TEXT
          {}                    | TEXT
          []                    | DATETIME
          "2026-02-30"          | DATETIME
          "soon"                | DATETIME
          1767225600            | DATETIME
          "+10000-01-01T00:00"  | DATETIME
          "-0001-01-01T00:00"   | DATETIME
          "0000-01-01T00:00+02:00" | DATETIME
          """)
  void areNotMadeOfOthers(String json, ScalarType type) {
    assertThatThrownBy(() -> cell(json, type))
        .isInstanceOf(CellException.class)
        .hasMessageStartingWith("the record has ")
        .hasMessageEndingWith("; " + type + " is needed");
    assertThatThrownBy(() -> cell("{\"a\": " + json + "}", new ListType(type)))
        .isInstanceOf(CellException.class);
  }
}
