package io.gridloom.template.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gridloom.template.CellSource;
import io.gridloom.template.ErrorCategory;
import io.gridloom.template.PythonNone;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the corpus has no case for: cells of Java's types, and corners found by comparing with
 * Jinja2 itself.
 */
class TemplateTest {
  private static final Map<String, Object> ROW =
      Map.of(
          "s",
          "Hello, World",
          "x",
          2.5,
          "i",
          3L,
          "d",
          Map.of("a", 1L),
          "xs",
          List.of(3L, 1L, 2L),
          "n",
          PythonNone.NONE,
          "f",
          false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "{{ '%s' % d.zz }}| § |",
        "{{ '' % xs }}| § |",
        "{{ d.zz is callable }} § True",
        "{{ '{:.3}'.format(123.4) }} § 1.23e+02",
        "{{ '{:n}|{:_}|{:010,d}'.format(1234, 12345, 1234) }} § 1234|12_345|00,001,234",
        "{{ '%-08d|%+08.2f|%#x' % (i, x, 255) }} § 3       |+0002.50|0xff",
        "{{ x.as_integer_ratio() }} § (5, 2)",
        "{{ {1: 'a', true: 'b', 1.0: 'c'} }} § {1: 'c'}",
        "{{ [1, 1.0, true, 'A', 'a'] | unique | list }} § [1, 'A']",
        "{{ (s | escape) + '<' }} § Hello, World&lt;",
        "{{ xs | sort(reverse=true) }} {{ xs }} § [3, 2, 1] [3, 1, 2]",
        "{{ 'x' in range(3) }} {{ 2 in range(0, 5, 2) }} {{ 3 in range(0, 5, 2) }} § False True False",
        "{{ range(10)[2:8:3] }} {{ range(5)[::-1] | list }} § range(2, 8, 3) [4, 3, 2, 1, 0]",
        "{{ 'a,b,,c'.rsplit(',', 1) }} {{ ' a  b c '.split(none, 1) }} § ['a,b,', 'c'] ['a', 'b c ']",
        "{{ \"it's\".title() }} {{ \"it's\" | title }} § It'S It's",
        "{{ '😀é'[::-1] }} {{ '😀é'.find('é') }} {{ '😀' < '\\uffff' }} § é😀 1 False",
        "{% set v %}{{ s }}!{% endset %}{{ v | upper }} § HELLO, WORLD!",
        "{% for x in xs if x > 1 %}{{ loop.index }}{{ x }}{% endfor %}{{ x }} § 13222.5",
        "{% for q in xs %}{% set v %}{{ q }}{% endset %}{{ v }}{% endfor %} § 312",
        "{% with i = i + 1, j = i %}{{ i }}{{ j }}{% endwith %}{{ i }} § 433",
        "{% if f %}{{ s | nosuch }}{% endif %}ok § ok",
        "{% with c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{% endwith %} § aba",
        "{% with j = joiner('; ') %}{% for q in xs %}{{ j() }}{{ q }}{% endfor %}{% endwith %} § 3; 1; 2",
        "{% filter upper | replace('L', '1') %}{{ s }}{% endfilter %} § HE11O, WOR1D",
        "{{ '{:.1%} {:,.0%} {:e} {:08,f}'.format(1.7e308, -1.7e308, i * 1e400, -1e400) }} § inf% -inf% inf -0000inf",
        "{{ '{:<08}|{:*<08}|{:08}|{:^04}'.format(42, 42, 'ab', 'ab') }} § 42000000|42******|ab000000|0ab0",
        "{{ '{:03c}|{:3c}'.format(65, 65) }} § 00A|  A",
        "{{ '{} {i} {}'.format(1, 2, i=i) }} {{ '{0} {0[0]} {1}'.format('ab', 2) }} § 1 3 2 ab a 2",
        "{% for (q,) in [[1], [2]] %}{{ q }}{% endfor %} § 12",
        "{% with loop = i %}{{ loop }}{% endwith %} § 3",
        "a{# § a",
        "{{ n }}{{ none }}{{ n is none }} § NoneNoneTrue"
      })
  void rendersWhatJinjaRenders(String template, String text) {
    assertThat(Rows.prompt(template, ROW)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "{{ 'x{.1f}y'.format(i) }} § KeyError",
        "{{ '{0} {}'.format(i, 2) }} § ValueError",
        "{{ '{} {0}'.format(i, 2) }} § ValueError",
        "{{ '{0:{}}'.format(i, 2) }} § ValueError",
        "{{ '{:-}'.format('ab') }} § ValueError",
        "{{ '{:#}'.format('ab') }} § ValueError",
        "{{ '{:,x}'.format(1234) }} § ValueError",
        "{{ '{:_n}'.format(1234) }} § ValueError",
        "{{ '{:+c}'.format(65) }} § ValueError"
      })
  void failsWherePythonFails(String template, String raised) {
    assertThat(failure(template))
        .returns(ErrorCategory.RENDER_ERROR, TemplateException::category)
        .returns(raised, TemplateException::raised);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      value = {
        "{% for loop in xs %}{% endfor %} § TEMPLATE_SYNTAX",
        "{% for q, (loop, w) in xs %}{% endfor %} § TEMPLATE_SYNTAX",
        "{% for q in xs %}{% set loop %}{% endset %}{% endfor %} § TEMPLATE_SYNTAX",
        "{% for q, in [[1], [2]] %}{% endfor %} § TEMPLATE_SYNTAX",
        "{{ i.__add__(1) }} § SECURITY",
        "{{ x.__mul__.y }} § SECURITY",
        "{{ s.__mod__(1) }} § SECURITY",
        "{{ xs.__imul__(2) }} § SECURITY",
        "{{ d.__or__(d) }} § SECURITY",
        "{{ i.__nosuch__(1) }} § UNDEFINED_ACCESS"
      })
  void refusesWhatJinjaRefuses(String template, ErrorCategory category) {
    assertThat(failure(template).category()).isEqualTo(category);
  }

  private static TemplateException failure(String template) {
    return catchThrowableOfType(TemplateException.class, () -> Rows.prompt(template, ROW));
  }

  @Test
  void readsCellsByTheIndexOfTheirName() {
    Template template =
        TemplateCompiler.compile("{{ b }}{{ a[c] }}{{ 名 }}{{ b }}", TemplateKind.PROMPT);
    assertThat(template.references()).containsExactly("a", "b", "c", "名");
    Object[] cells = {List.of("x", "y"), "-", 1L, "!"};
    assertThat(template.render(reference -> cells[reference])).isEqualTo("-y!-");
  }

  @Test
  void showsDatesAsIsoText() {
    assertThat(
            Rows.prompt(
                "{{ t }} {{ u }} {{ d }} {{ t[:4] }}",
                Map.of(
                    "t",
                    LocalDateTime.of(2024, 3, 9, 10, 0),
                    "u",
                    LocalDateTime.of(2024, 3, 9, 10, 0, 5, 120_000),
                    "d",
                    LocalDate.of(2024, 3, 9))))
        .isEqualTo("2024-03-09T10:00:00 2024-03-09T10:00:05.000120 2024-03-09 2024");
  }

  @Test
  void takesJavasSmallerNumbers() {
    assertThat(Rows.prompt("{{ a + b }} {{ c }}", Map.of("a", 1, "b", (short) 2, "c", 1.5f)))
        .isEqualTo("3 1.5");
  }

  @Test
  void aNameIsOneValueWithinARow() {
    assertThat(Rows.prompt("{{ v is sameas v }}", Map.of("v", "[1, 2]"))).isEqualTo("True");
  }

  @Test
  void randomChoicesFollowTheRowsSeed() {
    Template template =
        TemplateCompiler.compile(
            "{{ range(1000) | random }} {{ range(1000) | random }}", TemplateKind.PROMPT);
    assertThat(template.render(seeded(7))).isEqualTo(template.render(seeded(7)));
    assertThat(IntStream.range(0, 20).mapToObj(seed -> template.render(seeded(seed))))
        .doesNotHaveDuplicates();
  }

  private static CellSource seeded(long seed) {
    return new CellSource() {
      @Override
      public Object cell(int reference) {
        return PythonNone.NONE;
      }

      @Override
      public long seed() {
        return seed;
      }
    };
  }

  @Test
  void randomTextIsRefused() {
    assertThatThrownBy(() -> Rows.prompt("{{ lipsum() }}", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("lipsum is not available");
  }
}
