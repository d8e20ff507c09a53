package io.gridloom.config.read;

import io.gridloom.generator.Fields;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping. Whoever has read all that it knows calls {@link #finish}, which reports
 * the other keys, here and in the mappings below.
 */
final class FieldReader implements Fields {

  private final Map<String, @Nullable Object> values;
  private final String path;
  private final Findings findings;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> unlisted = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final List<FieldReader> below = new ArrayList<>();

  FieldReader(Map<String, @Nullable Object> values, String path, Findings findings) {
    this.values = values;
    this.path = path;
    this.findings = findings;
  }

  /** Reports every key that nobody has asked for. */
  void finish() {
    Set<String> allowed = new LinkedHashSet<>(known);
    allowed.removeAll(unlisted);
    String all = allowed.isEmpty() ? "Remove it" : "Allowed are " + Shown.list(allowed);
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        findings.atKey(
            Paths.key(path, key),
            "unknown field " + Shown.quoted(key),
            NearMiss.hint(key, allowed, all));
      }
    }
    below.forEach(FieldReader::finish);
  }

  Findings findings() {
    return findings;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public boolean has(String key) {
    known.add(key);
    return values.containsKey(key);
  }

  @Override
  public boolean accepted(String key) {
    return values.containsKey(key) && !refused.contains(key);
  }

  @Override
  public String text(String key) {
    return required(key, "text is needed", FieldReader::textOf).orElse("");
  }

  String columnName(String key) {
    return required(key, "a column's name is needed", FieldReader::textOf).orElse("");
  }

  private static Optional<String> textOf(@Nullable Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  @Override
  public Optional<String> optionalText(String key) {
    return isNull(key) ? Optional.empty() : required(key, "text is needed", FieldReader::textOf);
  }

  @Override
  public boolean flag(String key, boolean otherwise) {
    return has(key)
        ? required(key, "true or false is needed", LaxScalars::flag).orElse(otherwise)
        : otherwise;
  }

  @Override
  public long integer(String key) {
    return required(key, "a whole number of 64 bits is needed", LaxScalars::integer).orElse(0L);
  }

  @Override
  public OptionalInt optionalInteger(String key) {
    if (isNull(key)) {
      return OptionalInt.empty();
    }
    Optional<Integer> number =
        required(key, "a whole number of 32 bits is needed", FieldReader::small);
    return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
  }

  private static Optional<Integer> small(@Nullable Object value) {
    return LaxScalars.integer(value).filter(n -> n == n.intValue()).map(Long::intValue);
  }

  @Override
  public double number(String key) {
    return required(key, "a finite number is needed", FieldReader::finite).orElse(0.0);
  }

  private static Optional<Double> finite(@Nullable Object value) {
    return LaxScalars.number(value).filter(Double::isFinite);
  }

  @Override
  public <E extends Enum<E>> E oneOf(String key, Class<E> type, Optional<E> otherwise) {
    E[] constants = type.getEnumConstants();
    E placeholder = otherwise.orElse(constants[0]);
    if (!has(key) && otherwise.isPresent()) {
      return placeholder;
    }
    Map<String, E> byName = new LinkedHashMap<>();
    Arrays.stream(constants).forEach(e -> byName.put(e.name().toLowerCase(Locale.ROOT), e));
    String allowed = "allowed are " + Shown.list(byName.keySet());
    Optional<E> constant =
        required(key, allowed, value -> Optional.ofNullable(byName.get(String.valueOf(value))));
    return constant.orElse(placeholder);
  }

  @Override
  public List<Object> scalars(String key) {
    return items(key, "a text or a finite number of 64 bits is needed", LaxScalars::scalar);
  }

  @Override
  public List<Double> numbers(String key) {
    return isNull(key) ? List.of() : items(key, "a finite number is needed", FieldReader::finite);
  }

  @Override
  public List<String> texts(String key) {
    if (isNull(key)) {
      return List.of();
    }
    return values.get(key) instanceof String text
        ? List.of(text)
        : items(key, "text is needed", FieldReader::textOf);
  }

  private <T> List<T> items(
      String key, String needed, Function<@Nullable Object, Optional<T>> conversion) {
    List<T> items = new ArrayList<>();
    if (!has(key)) {
      return items;
    }
    if (!(values.get(key) instanceof List<?> list)) {
      problem(key, "found " + Shown.value(values.get(key)) + "; a list is needed", "");
      return items;
    }
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      Optional<T> converted = conversion.apply(item);
      if (converted.isPresent()) {
        items.add(converted.get());
      } else {
        refused.add(key);
        String at = Paths.item(Paths.key(path, key), i);
        findings.atValue(at, "found " + Shown.value(item) + "; " + needed, "");
      }
    }
    return items;
  }

  @Override
  public FieldReader mapping(String key) {
    Optional<Map<String, @Nullable Object>> map =
        required(key, "a mapping is needed", FieldReader::mapOf);
    FieldReader reader =
        new FieldReader(
            map.orElseGet(LinkedHashMap::new),
            Paths.key(path, key),
            map.isPresent() ? findings : Findings.ignored());
    below.add(reader);
    return reader;
  }

  /** A mapping's entries; its keys are text by the way that configs are read. */
  @SuppressWarnings("unchecked")
  static Optional<Map<String, @Nullable Object>> mapOf(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? Optional.of((Map<String, @Nullable Object>) map)
        : Optional.empty();
  }

  @Override
  public Optional<Object> raw(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public void unlisted(String... keys) {
    unlisted.addAll(List.of(keys));
  }

  /** Texts by name, none if nothing was said; numbers and booleans become text. */
  Map<String, String> textsByName(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (raw(key).isPresent()) {
      mapping(key)
          .rest()
          .forEach(
              (name, value) -> {
                if (value instanceof Map || value instanceof List) {
                  problem(key + "." + name, "text is needed", "");
                } else {
                  texts.put(name, value.toString());
                }
              });
    }
    return texts;
  }

  /** A time such as 10s; empty if nothing was said. */
  Optional<Duration> time(String key) {
    Optional<String> text = optionalText(key);
    Optional<Duration> time = text.flatMap(Intervals::parse);
    if (text.isPresent() && time.isEmpty()) {
      problem(
          key, "found " + Shown.quoted(text.get()) + "; " + Intervals.ALLOWED + " is needed", "");
    }
    return time;
  }

  @Override
  public Map<String, Object> rest() {
    Map<String, Object> rest = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      Object value = entry.getValue();
      if (known.add(entry.getKey()) && value != null) {
        rest.put(entry.getKey(), value);
      }
    }
    return rest;
  }

  @Override
  public void problem(String key, String reason, String fix) {
    refused.add(key);
    findings.atValue(Paths.key(path, key), reason, fix);
  }

  private boolean isNull(String key) {
    known.add(key);
    return values.get(key) == null;
  }

  private <T> Optional<T> required(
      String key, String needed, Function<@Nullable Object, Optional<T>> conversion) {
    if (!has(key)) {
      if (!refused.contains(key)) { // its reader may have said so in better words
        problem(key, "is missing; " + needed, "");
      }
      return Optional.empty();
    }
    Object value = values.get(key);
    Optional<T> converted = conversion.apply(value);
    if (converted.isEmpty()) {
      boolean quotes =
          needed.startsWith("text") && (value instanceof Number || value instanceof Boolean);
      problem(key, "found " + Shown.value(value) + "; " + needed, quotes ? "Put it in quotes" : "");
    }
    return converted;
  }
}
