package io.gridloom.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void readsBackAsTheSameValue(long seed) {
    Object value = value(new Random(seed), 3);
    PlacedYaml yaml = PlacedYaml.parse(JsonText.of(List.of(value)), "f");
    assertThat(yaml.problems()).isEmpty();
    assertThat(yaml.root()).isEqualTo(List.of(value));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first100")
  void isJson(long seed) {
    Object value = value(new Random(seed), 3);
    assertThat(new JsonMapper().readValue(JsonText.of(List.of(value)), Object.class))
        .asString()
        .isEqualTo(new JsonMapper().readValue(oracle(List.of(value)), Object.class).toString());
  }

  private static String oracle(Object value) {
    return new JsonMapper().writeValueAsString(value);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "-0.0, -0.0",
    "0.1, 0.1",
    "1e15, 1000000000000000.0",
    "1e16, 1.0e+16",
    "2e23, 2.0e+23",
    "1.5e-5, 1.5e-5",
    "0.0001, 0.0001",
    "4.9e-324, 5.0e-324",
    "-1.7976931348623157e308, -1.7976931348623157e+308"
  })
  void writesTheShortestDigits(double number, String text) {
    assertThat(JsonText.of(number)).isEqualTo(text);
  }

  @Test
  void keepsTheOrderOfKeys() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1L);
    map.put("a", List.of());
    assertThat(JsonText.of(map)).isEqualTo("{\"b\": 1, \"a\": []}");
  }

  /** To three levels of lists and maps of numbers of all sizes and of texts that look like some. */
  private static Object value(Random random, int depth) {
    switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> {
        return random.nextBoolean() ? random.nextLong() : (long) random.nextInt(100);
      }
      case 1 -> {
        double bits = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(bits) && random.nextBoolean() ? bits : random.nextInt(999) / 100.0;
      }
      case 2 -> {
        return random.nextBoolean();
      }
      case 3 -> {
        return text(random);
      }
      case 4 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        return list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        return map;
      }
    }
  }

  private static String text(Random random) {
    String[] odd = {
      "1e3", "yes", "~", "2024-01-01", "a: b", "<<", "\u2028", "\u0000", "😀", "é", "#"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(
          random.nextBoolean() ? odd[random.nextInt(odd.length)] : (char) random.nextInt(0x300));
    }
    return text.toString();
  }
}
