package io.gridloom.cli;

import io.gridloom.row.CellState;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows for people: a table as wide as the terminal, or one below the other where that is too small.
 */
final class PreviewText {

  private final List<String> columns;
  private final int[] slots;
  private final Terminal terminal;

  /**
   * @param columns names of those to show
   */
  PreviewText(List<String> columns, RowLayout layout, Terminal terminal) {
    this.columns = columns;
    this.slots = columns.stream().mapToInt(layout::slot).toArray();
    this.terminal = terminal;
  }

  void print(List<Row> rows, List<DeadLetter> dropped) {
    if (!rows.isEmpty()) {
      table(rows);
    }
    if (!dropped.isEmpty()) {
      terminal.answer("");
      terminal.answer(terminal.bold("Dropped"));
    }
    for (DeadLetter letter : dropped) {
      terminal.answer(
          String.format(
              "  row %d, column \"%s\", attempt %d: %s",
              letter.row(),
              DisplayText.oneLine(letter.column()),
              letter.attempts(),
              DisplayText.oneLine(letter.cause())));
    }
  }

  private void table(List<Row> rows) {
    String[] headers = new String[columns.size() + 1];
    headers[0] = "row";
    for (int i = 0; i < slots.length; i++) {
      headers[i + 1] = DisplayText.oneLine(columns.get(i));
    }
    TextTable table = new TextTable(headers).right(0);
    boolean[] numbers = new boolean[headers.length];
    for (Row row : rows) {
      String[] cells = new String[headers.length];
      cells[0] = String.valueOf(row.row());
      for (int i = 0; i < slots.length; i++) {
        cells[i + 1] = cell(row, slots[i]);
        numbers[i + 1] |= row.hasValue(slots[i]) && row.value(slots[i]) instanceof Number;
      }
      table.add(cells);
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i]) {
        table.right(i);
      }
    }
    if (table.fits(terminal.width())) {
      List<String> lines = table.lines(terminal.width());
      terminal.answer(terminal.bold(lines.get(0)));
      lines.subList(1, lines.size()).forEach(terminal::answer);
    } else {
      table.vertically(terminal.width()).forEach(terminal::answer);
    }
  }

  private static String cell(Row row, int slot) {
    if (!row.hasValue(slot)) {
      return row.state(slot) == CellState.SKIPPED ? "skipped" : "null";
    }
    return text(row.value(slot));
  }

  private static String text(Object value) {
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PreviewText::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> fields) {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + ": " + text(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value == NoValue.NULL ? "null" : value.toString();
  }
}
