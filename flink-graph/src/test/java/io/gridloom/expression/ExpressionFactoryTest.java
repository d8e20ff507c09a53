package io.gridloom.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.Dtype;
import io.gridloom.config.ExpressionConfig;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import io.gridloom.template.PythonNone;
import io.gridloom.template.TemplateCase;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionFactoryTest {

  @Test
  void isFoundBesideTheRegistry() {
    assertThat(GeneratorRegistry.builtIn().factory("expression").orElseThrow())
        .isInstanceOf(ExpressionFactory.class);
  }

  @Test
  void rendersARowAndCastsTheText() throws CellException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("price", 2.5);
    row.put("units", 3L);
    assertThat(cell("{{ price * units }}", Dtype.STR, row)).isEqualTo("7.5");
    assertThat(cell("{{ price * units }}", Dtype.INT, row)).isEqualTo(7L);
    assertThat(cell("{{ price * units }}", Dtype.FLOAT, row)).isEqualTo(7.5);
    assertThat(cell("{{ price > units }}", Dtype.BOOL, row)).isEqualTo(false);
  }

  @Test
  void seesNoneInCellsWithoutAValueAndTheValueOfSkippedOnes() throws CellException {
    RowLayout layout = new RowLayout(List.of("empty", "left", "kept"));
    RowBuilder row = new RowBuilder();
    row.start(0, 3);
    row.set(0, NoValue.NULL);
    row.skip(1, NoValue.NULL);
    row.skip(2, -1L);
    CellGenerator generator =
        generator("{{ empty }} {{ left }} {{ kept + 1 }}", Dtype.STR, layout, 1);
    assertThat(generator.generate(row)).isEqualTo("None None 0");
  }

  @Test
  void seesDatesAsIsoText() throws CellException {
    assertThat(
            cell(
                "{{ day[:4] }} {{ day }}",
                Dtype.STR,
                Map.of("day", LocalDateTime.of(2024, 3, 5, 7, 8))))
        .isEqualTo("2024 2024-03-05T07:08:00");
  }

  @Test
  void seesListsAndRecordsAsPythonsListsAndDicts() throws CellException {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("x", 1.5);
    point.put("label", NoValue.NULL);
    Map<String, Object> row =
        Map.of(
            "points", List.of(point, NoValue.NULL), "days", List.of(LocalDateTime.MIN.withYear(1)));
    assertThat(cell("{{ points }}", Dtype.STR, row)).isEqualTo("[{'x': 1.5, 'label': None}, None]");
    assertThat(cell("{{ points[0].label is none }}", Dtype.BOOL, row)).isEqualTo(true);
    assertThat(cell("{% for p in points if p %}{{ p['x'] }}{% endfor %}", Dtype.FLOAT, row))
        .isEqualTo(1.5);
    assertThat(cell("{{ points | length + days | length }}", Dtype.INT, row)).isEqualTo(3L);
    assertThat(cell("{{ days }}", Dtype.STR, row)).isEqualTo("['0001-01-01T00:00:00']");
  }

  @Test
  void givesUpARowWithTheCategoryAndPlaceOfTheFailure() {
    assertThatThrownBy(() -> cell("a {{ d.x.y }}", Dtype.STR, Map.of("d", "{}")))
        .isInstanceOf(CellException.class)
        .message()
        .startsWith("undefined_access at 1:");
    assertThatThrownBy(() -> cell("{{ d }}", Dtype.INT, Map.of("d", "many")))
        .isInstanceOf(CellException.class)
        .hasMessage("value_conversion: 'many' is no int")
        .extracting(e -> ((CellException) e).attempts())
        .isEqualTo(1);
    assertThatThrownBy(() -> cell(" {{ '' if d else '' }} ", Dtype.STR, Map.of("d", 1L)))
        .isInstanceOf(CellException.class)
        .message()
        .startsWith("empty_render");
  }

  @Test
  void makesTheSameRandomChoicesInEveryRun() throws CellException {
    RowLayout layout = new RowLayout(List.of("names"));
    List<Object> first = choices(generator("{{ names.split() | random }}", Dtype.STR, layout, 1));
    assertThat(choices(generator("{{ names.split() | random }}", Dtype.STR, layout, 1)))
        .isEqualTo(first);
    assertThat(choices(generator("{{ names.split() | random }}", Dtype.STR, layout, 2)))
        .isNotEqualTo(first);
    assertThat(first).contains("a", "b", "c");
  }

  private static List<Object> choices(CellGenerator generator) throws CellException {
    List<Object> choices = new ArrayList<>();
    RowBuilder row = new RowBuilder();
    for (int i = 0; i < 100; i++) {
      row.start(i, 1);
      row.set(0, "a b c");
      choices.add(generator.generate(row));
    }
    return choices;
  }

  static Stream<TemplateCase> expressions() {
    return TemplateCase.all()
        .filter(one -> one.kind().equals("expression") && one.stage().isEmpty())
        .filter(one -> one.row().values().stream().allMatch(ExpressionFactoryTest::isCell))
        .filter(one -> !one.id().isEmpty());
  }

  private static boolean isCell(Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof String
        || value == PythonNone.NONE;
  }

  /** Cases of Data Designer's own run whose row is one of ours. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("expressions")
  void givesTheCellThatDataDesignerGives(TemplateCase one) throws CellException {
    Object expected = TemplateCase.value(one.expected().orElseThrow());
    Dtype dtype =
        Dtype.valueOf((one.dtype().isEmpty() ? "str" : one.dtype()).toUpperCase(Locale.ROOT));
    if (expected instanceof BigInteger) {
      assertThatThrownBy(() -> cell(one.template(), dtype, one.row()))
          .hasMessageContaining("is no int of 64 bits");
    } else {
      assertThat(cell(one.template(), dtype, one.row())).isEqualTo(expected);
    }
  }

  private static Object cell(String expr, Dtype dtype, Map<String, Object> cells)
      throws CellException {
    RowLayout layout = new RowLayout(List.copyOf(cells.keySet()));
    RowBuilder row = new RowBuilder();
    row.start(0, layout.slots());
    cells.forEach(
        (name, value) ->
            row.set(layout.slot(name), value == PythonNone.NONE ? NoValue.NULL : value));
    return generator(expr, dtype, layout, 1).generate((Cells) row);
  }

  private static CellGenerator generator(String expr, Dtype dtype, RowLayout layout, long seed) {
    ExpressionConfig config = new ExpressionConfig("e", false, expr, dtype);
    DatasetConfig dataset = new DatasetConfig(List.of(config), List.of(), List.of());
    return new ExpressionFactory()
        .create(config, new GeneratorContext(seed, LocalDate.of(2026, 1, 1), layout, dataset));
  }
}
