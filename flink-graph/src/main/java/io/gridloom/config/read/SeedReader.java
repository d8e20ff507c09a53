package io.gridloom.config.read;

import io.gridloom.config.KafkaSeed;
import io.gridloom.config.KafkaSeed.Position;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code seed_config}: what rows begin with. */
final class SeedReader {

  private static final String KEY = "seed_config";
  private static final String KAFKA = "kafka";

  /** Data Designer's, which are known and can't be run yet. */
  private static final List<String> UNAVAILABLE =
      List.of("local", "hf", "directory", "file_contents", "agent_rollout", "df");

  private static final Map<String, CellType> SCALARS = scalars();

  private final FieldReader source;

  private SeedReader(FieldReader source) {
    this.source = source;
  }

  /** Whether a config has a seed, also one that can't be read. */
  static boolean isThere(FieldReader top) {
    return top.raw(KEY).isPresent();
  }

  /** The seed of a config; empty without one, or with one that nobody here knows. */
  static Optional<KafkaSeed> read(FieldReader top) {
    if (!isThere(top)) {
      return Optional.empty();
    }
    FieldReader seed = top.mapping(KEY);
    seed.optionalText("sampling_strategy")
        .filter(strategy -> !strategy.equals("ordered"))
        .ifPresent(strategy -> seed.problem("sampling_strategy", Unavailable.reason(strategy), ""));
    seed.unlisted("selection_strategy");
    seed.raw("selection_strategy")
        .ifPresent(
            value ->
                seed.problem("selection_strategy", Unavailable.reason("selection_strategy"), ""));
    return new SeedReader(seed.mapping("source")).read();
  }

  private Optional<KafkaSeed> read() {
    String type = source.text("seed_type");
    if (!type.equals(KAFKA)) {
      if (source.accepted("seed_type")) {
        source.problem(
            "seed_type",
            UNAVAILABLE.contains(type)
                ? Unavailable.reason("seed_type " + type)
                : "seed_type " + Shown.quoted(type) + " is unknown; there is " + KAFKA,
            NearMiss.hint(type, List.of(KAFKA), ""));
      }
      source.rest(); // they mean something to others
      return Optional.empty();
    }
    Optional<Position> end = position("end");
    if (end.filter(Position.Earliest.class::isInstance).isPresent()) {
      source.problem("end", "an end at the earliest record leaves none", "Write end: latest");
    }
    return Optional.of(
        new KafkaSeed(
            source.text("bootstrap_servers"),
            source.text("topic"),
            columns(),
            position("start").orElse(new Position.Earliest()),
            end,
            source.time("batch_timeout").orElse(KafkaSeed.DEFAULT_BATCH_TIMEOUT),
            source.textsByName("properties")));
  }

  private List<SchemaField> columns() {
    List<SchemaField> columns = new ArrayList<>();
    FieldReader fields = source.mapping("columns");
    fields.rest(); // none is unknown
    Map<String, @Nullable Object> forms =
        source.raw("columns").flatMap(FieldReader::mapOf).orElseGet(LinkedHashMap::new);
    forms.forEach(
        (name, form) -> {
          if (name.isBlank()) {
            fields.problem(name, "the name is blank; every column needs one", "");
          }
          type(fields, name, form).ifPresent(its -> columns.add(new SchemaField(name, its)));
        });
    if (forms.isEmpty() && source.accepted("columns")) {
      source.problem("columns", "there is no column; at least one is needed", "");
    }
    return columns;
  }

  private static Optional<CellType> type(FieldReader fields, String name, @Nullable Object form) {
    Optional<CellType> type = type(form);
    if (type.isEmpty()) {
      fields.problem(
          name,
          "found " + Shown.value(form) + "; allowed are " + Shown.list(SCALARS.keySet()),
          "A list is [text], a record {name: text, age: integer}");
    }
    return type;
  }

  private static Optional<CellType> type(@Nullable Object form) {
    if (form instanceof String name) {
      return Optional.ofNullable(SCALARS.get(name));
    }
    if (form instanceof List<?> list && list.size() == 1) {
      return type(list.get(0)).map(ListType::new);
    }
    Map<String, @Nullable Object> record = FieldReader.mapOf(form).orElseGet(LinkedHashMap::new);
    List<SchemaField> fields = new ArrayList<>();
    record.forEach(
        (name, below) -> type(below).ifPresent(its -> fields.add(new SchemaField(name, its))));
    return fields.isEmpty() || fields.size() < record.size()
        ? Optional.empty()
        : Optional.of(new RecordType(fields));
  }

  private Optional<Position> position(String key) {
    Optional<Object> value = source.raw(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().equals("earliest")) {
      return Optional.of(new Position.Earliest());
    }
    if (value.get().equals("latest")) {
      return Optional.of(new Position.Latest());
    }
    Optional<Position> offsets = FieldReader.mapOf(value.get()).flatMap(SeedReader::offsets);
    if (offsets.isEmpty()) {
      source.problem(
          key,
          "found "
              + Shown.value(value.get())
              + "; earliest, latest or an offset for each partition, such as {0: 100, 1: 250}, is"
              + " needed",
          "");
    }
    return offsets;
  }

  private static Optional<Position> offsets(Map<String, @Nullable Object> map) {
    Map<Integer, Long> offsets = new LinkedHashMap<>();
    map.forEach(
        (partition, offset) ->
            LaxScalars.integer(partition)
                .filter(number -> number >= 0 && number == number.intValue())
                .ifPresent(
                    number ->
                        LaxScalars.integer(offset)
                            .filter(place -> place >= 0)
                            .ifPresent(place -> offsets.put(number.intValue(), place))));
    return offsets.isEmpty() || offsets.size() < map.size()
        ? Optional.empty()
        : Optional.of(new Position.Offsets(offsets));
  }

  /** The name of a type in a config. */
  private static Map<String, CellType> scalars() {
    Map<String, CellType> scalars = new LinkedHashMap<>();
    scalars.put("text", CellType.TEXT);
    scalars.put("integer", CellType.INTEGER);
    scalars.put("float", CellType.FLOAT);
    scalars.put("boolean", CellType.BOOLEAN);
    scalars.put("datetime", CellType.DATETIME);
    scalars.put("str", CellType.TEXT); // as dtype has them
    scalars.put("int", CellType.INTEGER);
    scalars.put("bool", CellType.BOOLEAN);
    return scalars;
  }
}
