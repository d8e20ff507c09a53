package io.gridloom.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.avro.NameValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvroNamesTest {

  /** Pieces that escapes are made of, so that collisions would show. */
  private static final List<String> PIECES =
      List.of("_", "__", "x", "_x", "x5f", "_x5f_", "4", "41", "e9", "a", "Z", "é", "-", " ", "😀");

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void twoNamesNeverCollide(long seed) {
    Random random = new Random(seed);
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < 3_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(7); length > 0; length--) {
        name.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String avro = AvroNames.of(name.toString());
      assertThat(NameValidator.STRICT_VALIDATOR.validate(avro).isOK()).as(avro).isTrue();
      String before = names.put(avro, name.toString());
      if (before != null) {
        assertThat(name).as("become " + avro).hasToString(before);
      }
    }
  }

  @ParameterizedTest(name = "[{0}] → {1}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "amount,amount",
        "amount_2,amount_2",
        "answer__trace,answer__trace",
        "is_xbox,is_xbox",
        "_private,_private",
        "first name,first_x20_name",
        "Größe,Gr_xf6__xdf_e",
        "1st,_x31_st",
        " ,_x20_",
        "😀,_x1f600_",
        "first_x20_name,first_x5f_x20_name",
        "__cell_states,_x5f__cell_states",
      })
  void aNameThatAvroTakesStaysAndOthersAreEscaped(String name, String avro) {
    assertThat(AvroNames.of(name)).isEqualTo(avro);
  }

  @Test
  void noNameBecomesOneOfOurs() {
    for (String name : List.of("__cell_states", "_é", "__", "_ ", "__empty", "_-a", "___")) {
      assertThat(AvroNames.of(name)).doesNotStartWith("__");
    }
  }
}
