package io.gridloom.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The oracles are Data Designer's own libraries: {@code yaml.jsonl} holds what PyYAML 6.0.3 reads
 * and JSON carries on, {@code lax.jsonl} what pydantic 2.13.4 takes for which type.
 */
class ScalarsAreThoseOfDataDesignerTest {

  @TestFactory
  Stream<DynamicTest> inYaml() throws IOException {
    return lines("yaml.jsonl").stream()
        .filter(line -> !line.path("yaml").asString().equals("=")) // text for us, refused there
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.path("yaml").asString(),
                    () -> checkYaml(line, line.path("yaml").asString())));
  }

  private static void checkYaml(JsonNode line, String text) {
    PlacedYaml yaml = PlacedYaml.parse("- " + text + "\n", "f");
    if (line.has("refused")) {
      assertThat(yaml.problems()).hasSize(1);
      return;
    }
    assertThat(yaml.problems()).isEmpty();
    assertThat(yaml.root()).isEqualTo(Arrays.asList(expected(line)));
  }

  private static Object expected(JsonNode line) {
    if (line.has("float")) {
      return pythonFloat(line.path("float").asString());
    }
    if (line.has("int")) {
      BigInteger value = new BigInteger(line.path("int").asString());
      return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }
    if (line.has("text")) {
      return line.path("text").asString();
    }
    return line.path("plain").isNull() ? null : line.path("plain").asBoolean();
  }

  @TestFactory
  Stream<DynamicTest> inLaxMode() throws IOException {
    return lines("lax.jsonl").stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.path("value").toString(),
                    () -> checkLax(line, plain(line.path("value")))));
  }

  private static void checkLax(JsonNode line, Object value) {
    Optional<Long> whole =
        Optional.of(line.path("int").asString(""))
            .filter(text -> !text.isEmpty())
            .map(BigInteger::new)
            .filter(number -> number.bitLength() < 64) // ours: 64 bits
            .map(BigInteger::longValue);
    assertThat(LaxScalars.integer(value)).isEqualTo(whole);
    Optional<Double> number =
        Optional.of(line.path("float").asString(""))
            .filter(text -> !text.isEmpty())
            .map(ScalarsAreThoseOfDataDesignerTest::pythonFloat);
    assertThat(LaxScalars.number(value)).isEqualTo(number);
    Optional<Boolean> flag =
        line.has("bool") ? Optional.of(line.path("bool").asBoolean()) : Optional.empty();
    assertThat(LaxScalars.flag(value)).isEqualTo(flag);
  }

  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      return node.isEmpty() ? Map.of() : pythonFloat(node.path("float").asString());
    }
    if (node.isArray()) {
      return List.of();
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.asLong() : node.bigIntegerValue();
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isNull() ? null : node.asString();
  }

  private static Double pythonFloat(String repr) {
    return switch (repr) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.valueOf(repr);
    };
  }

  private static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    JsonMapper mapper = new JsonMapper();
    try (InputStream in =
            ScalarsAreThoseOfDataDesignerTest.class.getResourceAsStream("/scalars/" + name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().map(mapper::readTree).forEach(lines::add);
    }
    return lines;
  }
}
