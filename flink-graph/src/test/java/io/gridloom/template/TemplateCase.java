package io.gridloom.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case that Data Designer's own renderer made: a template, a row, and what came of it.
 *
 * @param kind expression, prompt or skip
 * @param dtype empty but for expressions
 * @param expected the value as JSON; empty where an error is expected
 * @param error the category; empty where a value is expected
 */
public record TemplateCase(
    String id,
    String kind,
    String dtype,
    String template,
    Map<String, Object> row,
    Optional<JsonNode> expected,
    String error,
    String stage) {

  /** All cases, in the order of the file. */
  public static Stream<TemplateCase> all() {
    return lines("jinja.jsonl").map(TemplateCase::of);
  }

  /** The lines of a file beside this class, as JSON. */
  public static Stream<JsonNode> lines(String file) {
    JsonMapper mapper = new JsonMapper();
    try (InputStream stream = TemplateCase.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(mapper::readTree).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TemplateCase of(JsonNode line) {
    Map<String, Object> row = new LinkedHashMap<>();
    line.get("row").properties().forEach(cell -> row.put(cell.getKey(), value(cell.getValue())));
    return new TemplateCase(
        text(line, "id"),
        text(line, "kind"),
        text(line, "dtype"),
        text(line, "template"),
        row,
        Optional.ofNullable(line.get("expect")),
        text(line, "error"),
        text(line, "stage"));
  }

  private static String text(JsonNode line, String field) {
    return line.path(field).asString("");
  }

  /** A cell's value from its JSON. */
  public static Object value(JsonNode json) {
    if (json.isNull()) {
      return PythonNone.NONE;
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (json.isIntegralNumber()) {
      return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
    }
    if (json.isNumber()) {
      return json.doubleValue();
    }
    if (json.isString()) {
      return json.stringValue();
    }
    if (json.isArray()) {
      List<Object> values = new ArrayList<>();
      json.forEach(part -> values.add(value(part)));
      return values;
    }
    if (json.has("$float")) {
      return Double.valueOf(json.get("$float").stringValue());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    json.properties().forEach(pair -> values.put(pair.getKey(), value(pair.getValue())));
    return values;
  }

  @Override
  public String toString() {
    return id;
  }
}
