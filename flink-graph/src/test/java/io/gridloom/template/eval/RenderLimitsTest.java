package io.gridloom.template.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No template and no row make a render long: it ends as too large. */
class RenderLimitsTest {
  private static final Map<String, Object> ROW = Map.of("x", "x", "n", 100_000L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ x * 512001 }}",
        "{{ 10 ** 999999999 }}",
        "{{ range(100001) | length }}",
        "{% with a = [0] * 1000 %}{% with b = [[a] * 1000] * 1000 %}{{ b | string | length }}{% endwith %}{% endwith %}",
        "{% with a = [[0] * 1000] * 1000, b = [[0] * 1000] * 1000 %}{{ [a] * 1000 == [b] * 1000 }}{% endwith %}",
        "{% with a = ((1,) * 1000,) * 1000 %}{{ (a, a) in {1: 2} }}{% endwith %}",
        "{% with a = ((1,) * 1000,) * 1000 %}{{ [(a, a)] | unique | list | length }}{% endwith %}",
        "{% for a in range(n) %}{{ (x * 1000000) | length }}{% endfor %}",
        "{% for a in range(n) %}{{ ([0] * 1000000) | length }}{% endfor %}",
        "{% for a in range(n) %}{{ (0,) * 1000000 == 1 }}{% endfor %}",
        "{% with l = [0] * 1000000 %}{% for a in l %}{{ 1 if 1 in l }}{% endfor %}{% endwith %}",
        "{% with l = [1] * 1000000 %}{% for a in l %}{{ l.count(2) }}{% endfor %}{% endwith %}",
        "{% with l = [1] * 1000000 %}{% for a in l %}{{ l | max }}{% endfor %}{% endwith %}",
        "{% with s = x * 1000000 %}{% for a in s %}{{ s.find(s ~ 'y') }}{% endfor %}{% endwith %}",
        "{{ ((x * 2000000) ~ 'y') in (x * 4000000) }}",
        "{{ '%.4000000f' % 0.1 }}",
        "{{ '{:>99999999999}'.format(x) }}",
        "{{ '{:04000000,d}'.format(n) }}",
        "{{ '%.*f' % (2000000000, 0.1) }}",
        "{{ '%*d' % (-2000000000, n) }}",
        "{{ x.center(999999999) }}",
        "{{ '\\t'.expandtabs(999999999) }}",
        "{% for a in [0] * 1000000 %}{{ '%.1000f' % 0.1 }}{% endfor %}"
      })
  void bound(String template) {
    TemplateException failure =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                Assertions.assertThrows(TemplateException.class, () -> Rows.prompt(template, ROW)));
    ErrorCategory expected = ErrorCategory.TOO_LARGE;
    assertThat(failure.category()).as(failure.getMessage()).isEqualTo(expected);
  }

  @Test
  void leaveRoomForWhatDataDesignerRenders() {
    assertThat(Rows.prompt("{{ x * 512000 }}", ROW)).hasSize(512_000);
    assertThat(Rows.prompt("{{ '😀' * 512000 }}", ROW)).hasSize(1_024_000);
    assertThat(Rows.prompt("{% for a in range(n) %}{{ a % 10 }}{% endfor %}", ROW))
        .hasSize(100_000);
    assertThat(Rows.prompt("{{ (x * 600000) | length }}", ROW)).isEqualTo("600000");
  }
}
