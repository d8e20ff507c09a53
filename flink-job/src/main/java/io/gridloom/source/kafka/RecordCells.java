package io.gridloom.source.kafka;

import io.gridloom.generator.CellException;
import io.gridloom.row.NoValue;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.ScalarType;
import io.gridloom.schema.SchemaField;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Values of a JSON object as cells. Nothing is converted that would lose something. */
final class RecordCells {

  private static final int MAX_SHOWN = 60;
  private static final int DATE_LENGTH = 10;
  private static final ValueRange YEARS = ValueRange.of(0, 9_999); // that outputs have digits for

  private RecordCells() {}

  /**
   * A cell of that type; JSON's null, and what is not there, is {@link NoValue#NULL}.
   *
   * @throws CellException if the value is of another type
   */
  static Object of(JsonNode node, CellType type) throws CellException {
    if (node.isNull() || node.isMissingNode()) {
      return NoValue.NULL;
    }
    if (type instanceof ListType list) {
      return list(node, list);
    }
    return type instanceof RecordType record
        ? record(node, record)
        : scalar(node, (ScalarType) type);
  }

  private static Object list(JsonNode node, ListType type) throws CellException {
    if (!node.isArray()) {
      throw other(node, type);
    }
    List<Object> elements = new ArrayList<>();
    for (JsonNode element : node) {
      elements.add(of(element, type.element()));
    }
    return Collections.unmodifiableList(elements);
  }

  private static Object record(JsonNode node, RecordType type) throws CellException {
    if (!node.isObject()) {
      throw other(node, type);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (SchemaField field : type.fields()) {
      fields.put(field.name(), of(node.path(field.name()), field.type()));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static Object scalar(JsonNode node, ScalarType type) throws CellException {
    if (type == ScalarType.INTEGER && node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (type == ScalarType.FLOAT && node.isNumber() && Double.isFinite(node.doubleValue())) {
      return node.doubleValue();
    }
    if (type == ScalarType.BOOLEAN && node.isBoolean()) {
      return node.booleanValue();
    }
    if (type == ScalarType.TEXT && node.isString()) {
      return node.stringValue();
    }
    if (type == ScalarType.DATETIME && node.isString()) {
      return time(node, type);
    }
    throw other(node, type);
  }

  /** A date, a local time, or a time with an offset, which becomes UTC; to the microsecond. */
  private static Object time(JsonNode node, CellType type) throws CellException {
    String text = node.stringValue().replace(' ', 'T');
    try {
      LocalDateTime time =
          text.length() == DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay()
              : text.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
                  ? OffsetDateTime.parse(text)
                      .withOffsetSameInstant(ZoneOffset.UTC)
                      .toLocalDateTime()
                  : LocalDateTime.parse(text);
      if (YEARS.isValidIntValue(time.getYear())) {
        return time.truncatedTo(ChronoUnit.MICROS);
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw other(node, type);
  }

  private static CellException other(JsonNode node, CellType type) {
    String text = node.toString();
    return new CellException(
        "the record has "
            + (text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text)
            + "; "
            + type
            + " is needed",
        1);
  }
}
