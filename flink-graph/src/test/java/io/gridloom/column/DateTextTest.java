package io.gridloom.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024                          | 2024-01-01T00:00:00
          2024-03                       | 2024-03-01T00:00:00
          2024-3-5                      | 2024-03-05T00:00:00
          20240305                      | 2024-03-05T00:00:00
          2024/03/05                    | 2024-03-05T00:00:00
          03/05/2024                    | 2024-03-05T00:00:00
          31/01/2024                    | 2024-01-31T00:00:00
          Jan 5 2024                    | 2024-01-05T00:00:00
          January 5th, 2024             | 2024-01-05T00:00:00
          5 jan 2024                    | 2024-01-05T00:00:00
          Dec 2024                      | 2024-12-01T00:00:00
          2024-02-01 10:30              | 2024-02-01T10:30:00
          2024-02-01T10:30:59.999       | 2024-02-01T10:30:59
          2024-02-01T10:30:00Z          | 2024-02-01T10:30:00
          2024-02-01T00:30:00+01:00     | 2024-01-31T23:30:00
          2024-02-01T00:30:00-0530      | 2024-02-01T06:00:00
          2024-02-01 12:30 AM           | 2024-02-01T00:30:00
          2024-02-01 12:30 PM           | 2024-02-01T12:30:00
          """)
  void readsWhatPeopleWrite(String text, LocalDateTime moment) {
    assertThat(DateText.read(text)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "the day before",
        "2024-02-30",
        "2024-13-01",
        "13/13/2024",
        "2024-01-01T25:00",
        "12345",
        "2024-01-01 13:00 PM",
        "0001-01-01",
        "3000-01-01",
        "2024-01-01T10:00+99:00",
        "Janx 5 2024"
      })
  void refusesWhatIsNoDate(String text) {
    assertThat(DateText.read(text)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first100")
  void readsEveryMomentInEveryOffset(long seed) {
    Random random = new Random(seed);
    LocalDateTime moment = LocalDateTime.ofEpochSecond(random.nextInt(), 0, ZoneOffset.UTC);
    ZoneOffset offset = ZoneOffset.ofHoursMinutes(random.nextInt(14), random.nextInt(60));
    String text =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            moment.atOffset(ZoneOffset.UTC).withOffsetSameInstant(offset));
    assertThat(DateText.read(text)).isEqualTo(Optional.of(moment));
  }

  /** Results of Data Designer's own trial: format a date, then let pandas parse the text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %Y-%m-%d | true
          %d/%m/%Y | true
          %H:%M    | true
          %I:%M %p | true
          %Y       | true
          %Y%m%d   | true
          %b %Y    | true
          %B %d, %Y | true
          ''       | true
          %A       | false
          %m       | false
          %j       | false
          %s       | false
          Q%m      | false
          str      | false
          int      | false
          %Q       | false
          %        | false
          %-d.%-m.%Y | true
          """)
  void patternsMustMakeADate(String pattern, boolean right) {
    assertThat(DatePattern.fault(pattern).isEmpty()).isEqualTo(right);
  }
}
