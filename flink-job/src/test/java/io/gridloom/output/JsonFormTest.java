package io.gridloom.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

class JsonFormTest {

  @Test
  void writesListsAndRecordsWithDatesAsTextAndWhatJsonLacksAsNull() {
    Map<String, Object> visit = new LinkedHashMap<>();
    visit.put("größe", 0.5);
    visit.put("at", LocalDateTime.of(2026, 3, 1, 8, 0));
    visit.put("by", NoValue.NULL);
    List<Object> days = List.of(LocalDateTime.of(2026, 3, 1, 8, 0, 0, 5_000), Double.NaN, true, 7L);

    assertThat(json(List.of(visit, NoValue.NULL), days, List.of(), Map.of()))
        .isEqualTo(
            "{\"c0\":[{\"größe\":0.5,\"at\":\"2026-03-01T08:00:00\",\"by\":null},null],"
                + "\"c1\":[\"2026-03-01T08:00:00.000005\",null,true,7],\"c2\":[],\"c3\":{}}");
  }

  private static String json(Object... cells) {
    RowBuilder row = new RowBuilder();
    row.start(0, cells.length);
    List<SchemaField> fields = new ArrayList<>();
    int[] slots = new int[cells.length];
    for (int slot = 0; slot < cells.length; slot++) {
      row.set(slot, cells[slot]);
      slots[slot] = slot;
      fields.add(new SchemaField("c" + slot, CellType.TEXT)); // JSON goes by the values
    }
    Row built = row.build();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new JsonForm<>(new Projection(fields, slots)).write(built, json);
    }
    return text.toString();
  }
}
