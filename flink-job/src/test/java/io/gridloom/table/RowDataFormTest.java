package io.gridloom.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.row.NoValue;
import io.gridloom.row.RowBuilder;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class RowDataFormTest {

  private static final LocalDateTime TIME = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 123_456_000);

  @Test
  void nullsAndNestedValuesKeepTheirPlaces() {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("role", "user");
    record.put("at", TIME);
    record.put("parts", NoValue.NULL);
    RowBuilder cells = new RowBuilder();
    cells.start(7, 3);
    cells.set(0, NoValue.NULL);
    cells.set(1, List.of(record, NoValue.NULL));
    cells.set(2, TIME);
    assertThat(new RowDataForm(new int[] {2, RowDataForm.ROW_ID, 1, 0}).map(cells.build()))
        .isEqualTo(
            GenericRowData.of(
                TimestampData.fromLocalDateTime(TIME),
                7L,
                new GenericArrayData(
                    new Object[] {
                      GenericRowData.of(
                          StringData.fromString("user"),
                          TimestampData.fromLocalDateTime(TIME),
                          null),
                      null
                    }),
                null));
  }
}
