package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.generator.CellException;
import io.gridloom.generator.Produced;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnCellsTest {

  private final RowBuilder row = new RowBuilder();
  private final ColumnCells cells =
      new ColumnCells(1, Optional.of(CellType.INTEGER), List.of(CellType.TEXT, CellType.TEXT));

  @BeforeEach
  void start() {
    row.start(Row.empty(0, 4));
  }

  @Test
  void holdAValueAndItsSideEffects() throws Exception {
    cells.set(row, new Produced(5L, List.of("thought", NoValue.NULL)));
    assertThat(row.build()).hasToString("0: [null, 5, thought, NULL]");
  }

  @Test
  void areNullWhereAPlainValueTellsOfNoSideEffect() throws Exception {
    cells.set(row, 5L);
    assertThat(row.build()).hasToString("0: [null, 5, NULL, NULL]");
  }

  @Test
  void refuseWhatIsNotOfTheirType() {
    assertThatThrownBy(() -> cells.set(row, "text"))
        .isInstanceOf(CellException.class)
        .hasMessage("the generator gave a String, but the column is integer");
    assertThatThrownBy(() -> cells.set(row, new Produced(5L, List.of("one"))))
        .hasMessage("the generator gave 1 side effects, but the column has 2");
    assertThatThrownBy(() -> cells.set(row, new Produced(5L, List.of("one", 2L))))
        .hasMessage("the generator gave a Long, but the column is text");
  }

  @ParameterizedTest
  @MethodSource("nested")
  void areCheckedDownToTheLastElement(Object value, boolean fits) throws Exception {
    RecordType pair =
        new RecordType(
            List.of(new SchemaField("a", CellType.TEXT), new SchemaField("n", CellType.INTEGER)));
    ColumnCells pairs = new ColumnCells(0, Optional.of(new ListType(pair)), List.of());
    if (fits) {
      pairs.set(row, value);
      assertThat(row.value(0)).isSameAs(value);
    } else {
      assertThatThrownBy(() -> pairs.set(row, value))
          .isInstanceOf(CellException.class)
          .hasMessageStartingWith("the generator gave \"")
          .hasMessageEndingWith("\", but the column is list of {a: text, n: integer}");
    }
  }

  static List<Arguments> nested() {
    return List.of(
        Arguments.of(List.of(), true),
        Arguments.of(List.of(NoValue.NULL, fields("a", "x", "n", NoValue.NULL)), true),
        Arguments.of(fields("a", "x", "n", 1L), false),
        Arguments.of(List.of("x"), false),
        Arguments.of(List.of(fields("a", "x", "n", "1")), false),
        Arguments.of(List.of(fields("n", 1L, "a", "x")), false),
        Arguments.of(List.of(fields("a", "x")), false),
        Arguments.of(List.of(fields("a", "x", "n", 1L, "more", 1L)), false),
        Arguments.of("[]", false));
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
