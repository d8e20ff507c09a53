package io.gridloom.output.kafka;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.expression.RowTemplate;
import io.gridloom.generator.CellException;
import io.gridloom.output.CellText;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import io.gridloom.template.TemplateKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Those of a row, as its output says. */
final class RowParts implements RecordParts<Row> {

  private static final long serialVersionUID = 1;
  private static final int ROW_ID = -1;
  private static final int NONE = -2;
  private static final String NOT_OPEN = "not open";

  private final ArrayList<String> names; // of the row's slots
  private final String rowIdColumn; // empty: none
  private final long seed;
  private final int keySlot;
  private final String keyTemplate; // empty: none
  private final LinkedHashMap<String, String> headerTemplates;
  private final int timestampSlot;
  private final RecordTimes times;
  private transient @Nullable RowTemplate key;
  private transient @Nullable Map<String, RowTemplate> headers; // null: not open
  private transient @Nullable CellText text;

  private RowParts(
      RowLayout layout,
      String rowIdColumn,
      long seed,
      int keySlot,
      String keyTemplate,
      Map<String, String> headerTemplates,
      int timestampSlot,
      RecordTimes times) {
    this.names = new ArrayList<>(layout.names());
    this.rowIdColumn = rowIdColumn;
    this.seed = seed;
    this.keySlot = keySlot;
    this.keyTemplate = keyTemplate;
    this.headerTemplates = new LinkedHashMap<>(headerTemplates);
    this.timestampSlot = timestampSlot;
    this.times = times;
  }

  /**
   * The parts of an output's records.
   *
   * @param output that {@link KafkaCheck} has found right
   * @param rowIdColumn name that stands for the row's number; empty: none does
   */
  static RowParts of(
      KafkaOutput output, RowLayout layout, Optional<String> rowIdColumn, long seed) {
    String key = output.key().orElse("");
    boolean isTemplate = isTemplate(key);
    int keySlot = NONE;
    if (!key.isEmpty() && !isTemplate) {
      keySlot = rowIdColumn.filter(key::equals).isPresent() ? ROW_ID : layout.slot(key);
    }
    return new RowParts(
        layout,
        rowIdColumn.orElse(""),
        seed,
        keySlot,
        isTemplate ? key : "",
        output.headers(),
        output.timestamp().map(layout::slot).orElse(NONE),
        new RecordTimes(output));
  }

  /** Whether a key is a template and no column's name. */
  static boolean isTemplate(String key) {
    return key.contains("{{") || key.contains("{%");
  }

  @Override
  public void open() throws InterruptedException {
    RowLayout layout = new RowLayout(names);
    if (!keyTemplate.isEmpty()) {
      key = template(keyTemplate, "key", layout);
    }
    Map<String, RowTemplate> opened = new LinkedHashMap<>();
    headerTemplates.forEach(
        (name, source) -> opened.put(name, template(source, "header " + name, layout)));
    headers = opened;
    text = new CellText();
    if (timestampSlot != NONE) {
      times.open();
    }
  }

  private RowTemplate template(String source, String name, RowLayout layout) {
    Optional<String> rowId = Optional.of(rowIdColumn).filter(column -> !column.isEmpty());
    return new RowTemplate(source, TemplateKind.PROMPT, name, layout, rowId, seed);
  }

  @Override
  public long row(Row row) {
    return row.row();
  }

  @Override
  public Optional<byte[]> key(Row row) throws CellException {
    if (key != null) {
      return Optional.of(bytes(key.render(row)));
    }
    if (keySlot == ROW_ID) {
      return Optional.of(bytes(Long.toString(row.row())));
    }
    return keySlot != NONE && row.hasValue(keySlot)
        ? Objects.requireNonNull(text, NOT_OPEN).of(row.value(keySlot)).map(RowParts::bytes)
        : Optional.empty();
  }

  @Override
  public Map<String, byte[]> headers(Row row) throws CellException {
    if (headerTemplates.isEmpty()) {
      return Map.of();
    }
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (Map.Entry<String, RowTemplate> header :
        Objects.requireNonNull(headers, NOT_OPEN).entrySet()) {
      all.put(header.getKey(), bytes(header.getValue().render(row)));
    }
    return all;
  }

  @Override
  public OptionalLong timestamp(Row row) throws CellException {
    return timestampSlot != NONE
            && row.hasValue(timestampSlot)
            && row.value(timestampSlot) instanceof LocalDateTime time
        ? OptionalLong.of(times.of(time))
        : OptionalLong.empty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
