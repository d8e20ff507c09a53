package io.gridloom.benchmarks;

import io.gridloom.template.CellSource;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateKind;
import io.gridloom.template.eval.TemplateCompiler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Renders per second on one core. The figure to hold is 1.5 million for the first template; Data
 * Designer needs 0.65 ms for one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class TemplateBenchmark {

  @Param({
    "{{ a }} and {{ b | upper }}",
    "{{ (quantity * price) | round(2) }}",
    "{{ person.first_name }} {{ person.last_name }}",
    "{% if score > 90 %}A{% elif score > 70 %}B{% else %}C{% endif %}",
    "{% for tag in tags %}{{ tag }}{% if not loop.last %}, {% endif %}{% endfor %}"
  })
  private String template;

  private final Map<String, Object> row =
      Map.of(
          "a",
          "a text of some length",
          "b",
          "another text",
          "quantity",
          7L,
          "price",
          19.99,
          "score",
          75L,
          "person",
          Map.of("first_name", "Ada", "last_name", "Lovelace"),
          "tags",
          List.of("red", "green", "blue"));

  private Template compiled;
  private Object[] cells;
  private CellSource source;

  @Setup
  public void compile() {
    compiled = TemplateCompiler.compile(template, TemplateKind.EXPRESSION);
    cells = compiled.references().stream().map(row::get).toArray();
    source = reference -> cells[reference];
  }

  @Benchmark
  public String render() {
    return compiled.render(source);
  }
}
