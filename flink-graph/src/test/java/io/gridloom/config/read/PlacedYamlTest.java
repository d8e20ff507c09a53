package io.gridloom.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacedYamlTest {

  /** The right side is what PyYAML 6.0.3 and json.dumps make of the left one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: &a {x: 1, y: 2}, b: {<<: *a, y: 3}}                          | {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 3}}
          {a: &a {x: 1, y: 2}, b: {y: 3, <<: *a}}                          | {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 3}}
          {a: &a {x: 1}, b: &b {x: 2, z: 4}, c: {<<: [*a, *b], w: 0}}      | {"a": {"x": 1}, "b": {"x": 2, "z": 4}, "c": {"x": 1, "z": 4, "w": 0}}
          {a: &a {x: 1}, b: &b {<<: *a, y: 2}, c: {<<: *b}}                | {"a": {"x": 1}, "b": {"x": 1, "y": 2}, "c": {"x": 1, "y": 2}}
          {"<<": 1}                                                        | {"<<": 1}
          {2: a, true: b, null: c, 3.0: d, 0x10: e}                        | {"2": "a", "true": "b", "null": "c", "3.0": "d", "16": "e"}
          [a, b,]                                                          | ["a", "b"]
          {a: , b: ~}                                                      | {"a": null, "b": null}
          [&x 5, *x, *x]                                                   | [5, 5, 5]
          """)
  void readsMergesKeysAndAliasesAsPyYamlDoes(String yaml, String json) {
    assertThat(JsonText.of(PlacedYaml.parse(yaml, "f").root())).isEqualTo(json);
  }

  @Test
  void tellsKeysThatAreThereTwice() {
    PlacedYaml yaml = PlacedYaml.parse("a: 1\nb: {c: 1, d: 2, c: 3}\n1: x\n\"1\": y\n", "f");
    assertThat(yaml.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "f:2:17: b.c: key \"c\" is there twice. Remove one",
            "f:4:1: 1: key \"1\" is there twice. Remove one");
  }

  @Test
  void knowsWhereEverythingStands() {
    PlacedYaml yaml =
        PlacedYaml.parse("top:\n  - {a: 1, \"b c\": [x, yy]}\n  - größe:\n      deep\n", "f");
    Map<?, ?> root = FieldReader.mapOf(yaml.root()).orElseThrow();
    for (String expected :
        List.of(
            "top 2:3 1:1",
            "top[0] 2:5 2:5",
            "top[0].a 2:9 2:6",
            "top[0][\"b c\"] 2:19 2:12",
            "top[0][\"b c\"][1] 2:23 2:23",
            "top[1][\"größe\"] 4:7 3:5",
            "top[1].missing.further 3:5 3:5",
            "nothing 1:1 1:1")) {
      int blank = expected.lastIndexOf(' ', expected.lastIndexOf(' ') - 1);
      String path = expected.substring(0, blank);
      assertThat(
              path
                  + " "
                  + at(yaml.valuePlace(root, path).toString())
                  + " "
                  + at(yaml.keyPlace(root, path).toString()))
          .isEqualTo(expected);
    }
  }

  private static String at(String place) {
    return place.substring("f:".length());
  }

  @ParameterizedTest
  @CsvSource({"f.json, JSON", "f.yaml, YAML"})
  void aTextThatCannotBeReadIsToldInTheWordsOfItsFile(String file, String form) {
    assertThatThrownBy(() -> PlacedYaml.parse("{\"columns\": [1, 2}", file))
        .hasMessageStartingWith(file + ":1:18: not readable as " + form + ": ");
    assertThatThrownBy(() -> PlacedYaml.parse("[\"\\UFFFFFFFF\"]", file))
        .hasMessageStartingWith(file + ":1:1: not readable as " + form + ": ");
  }
}
