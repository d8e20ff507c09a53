package io.gridloom.dataset;

import io.gridloom.generator.ColumnType;
import io.gridloom.generator.GeneratorRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;

/** Right datasets of up to twenty columns of all kinds, in any order. */
final class RandomDatasets {

  /**
   * Column types that nothing makes cells of: random constraints may be such as no row meets, which
   * a trial would refuse.
   */
  static final GeneratorRegistry TYPES = types();

  private static GeneratorRegistry types() {
    GeneratorRegistry registry = GeneratorRegistry.empty();
    for (ColumnType type : ServiceLoader.load(ColumnType.class)) {
      registry = registry.with(type);
    }
    return registry;
  }

  private final Random random;
  private final List<Map<String, Object>> columns = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();
  private final List<String> moments = new ArrayList<>();
  private final List<String> all = new ArrayList<>();

  private RandomDatasets(long seed) {
    this.random = new Random(seed);
  }

  static DatasetBuilder builder(long seed) {
    return new RandomDatasets(seed).builder();
  }

  private DatasetBuilder builder() {
    DatasetBuilder builder = Dataset.builder().registry(TYPES).model("m", "gpt-4.1", "openai");
    int size = 1 + random.nextInt(20);
    addNumber("c0");
    while (columns.size() < size) {
      add("c" + columns.size());
    }
    if (numbers.size() > 1 && random.nextBoolean()) {
      builder.constraint(numbers.get(1), "ge", numbers.get(0));
    }
    if (random.nextBoolean()) {
      String operator = random.nextBoolean() ? "lt" : "le";
      builder.constraint(numbers.get(0), operator, random.nextInt(5) + 1);
    }
    Collections.shuffle(columns, random);
    columns.forEach(builder::column);
    return builder;
  }

  private void add(String name) {
    switch (random.nextInt(8)) {
      case 0 -> addNumber(name);
      case 1 -> addCategory(name);
      case 2 -> addMoment(name);
      case 3 -> addSampler(name, "uuid", Map.of("short_form", "yes"));
      case 4 -> addAggregate(name);
      case 5 -> addLlm(name);
      default -> put(name, "expression", "expr", "{{ " + any() + " }}-{{ " + any() + " }}");
    }
  }

  private String any() {
    return all.get(random.nextInt(all.size()));
  }

  private void addNumber(String name) {
    double low = random.nextInt(3) / 4.0;
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("low", random.nextBoolean() ? low : String.valueOf(low));
    params.put("high", 10 + random.nextInt(5));
    if (random.nextBoolean()) {
      params.put("decimal_places", random.nextInt(5) - 2);
    }
    addSampler(name, "uniform", params);
    numbers.add(name);
  }

  private void addCategory(String name) {
    List<Object> values = new ArrayList<>(List.of("ä \" \\", "1e3", "yes\n"));
    if (random.nextBoolean()) {
      values.add(0.5);
      values.add(7);
      addSampler(name, "category", Map.of("values", values));
      return;
    }
    List<Integer> weights = List.of(1, random.nextInt(3), 2);
    addSampler(name, "category", Map.of("values", values, "weights", weights));
    Map<Object, Object> lists = new LinkedHashMap<>();
    Collections.shuffle(values, random);
    values.forEach(value -> lists.put(value, List.of(random.nextInt(9), random.nextLong())));
    addSampler(name + "_sub", "subcategory", Map.of("category", name, "values", lists));
  }

  private void addMoment(String name) {
    if (moments.isEmpty() || random.nextBoolean()) {
      String unit = random.nextBoolean() ? "h" : "M";
      addSampler(name, "datetime", Map.of("start", "2024", "end", "Jan 5 2025", "unit", unit));
    } else {
      addSampler(
          name,
          "timedelta",
          Map.of("dt_min", 0, "dt_max", 5, "reference_column_name", moments.get(0)),
          "convert_to",
          "%H:%M");
    }
    moments.add(name);
  }

  private void addAggregate(String name) {
    put(
        name,
        "aggregate",
        "function",
        random.nextBoolean() ? "mean" : "sum",
        "target",
        numbers.get(random.nextInt(numbers.size())),
        "by",
        random.nextBoolean() ? List.of(any()) : List.of(),
        "scope",
        random.nextBoolean() ? Map.of("batch", 1 + random.nextInt(1000)) : "dataset");
  }

  private void addLlm(String name) {
    String prompt = "Say {{ " + any() + " }}";
    boolean trace = random.nextBoolean();
    put(
        name,
        "llm-text",
        "model_alias",
        "m",
        "prompt",
        prompt,
        "with_trace",
        trace ? "last_message" : "none",
        "extract_reasoning_content",
        random.nextBoolean());
    if (trace) {
      all.add(name + "__trace");
    }
  }

  private void addSampler(String name, String type, Map<String, ?> params, Object... more) {
    Object[] keysAndValues = new Object[4 + more.length];
    System.arraycopy(more, 0, keysAndValues, 4, more.length);
    keysAndValues[0] = "sampler_type";
    keysAndValues[1] = type;
    keysAndValues[2] = "params";
    keysAndValues[3] = params;
    put(name, "sampler", keysAndValues);
  }

  private void put(String name, String type, Object... keysAndValues) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", name);
    column.put("column_type", type);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      column.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    column.put("drop", !columns.isEmpty() && random.nextInt(4) == 0);
    columns.add(column);
    all.add(name);
  }
}
