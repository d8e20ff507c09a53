package io.gridloom.config.read;

import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.config.job.KafkaOutput.NewTopic;
import io.gridloom.config.job.OutputConfig;
import io.gridloom.config.job.OutputConfig.Content;
import io.gridloom.generator.Fields;
import io.gridloom.problem.InputException;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the {@code outputs} of a job file. */
public final class OutputsReader {

  private static final String LIST = "outputs";
  private static final Pattern URI_START = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(KB|MB|GB)");

  private final Findings findings;
  private final Path folder;

  private OutputsReader(Findings findings, Path folder) {
    this.findings = findings;
    this.folder = folder;
  }

  /**
   * The outputs of a job; none if it says nothing of them.
   *
   * @param folder that paths are relative to
   */
  static List<OutputConfig> listed(FieldReader top, Path folder) {
    return top.raw(LIST).isEmpty()
        ? List.of()
        : new OutputsReader(top.findings(), folder).read(top);
  }

  /** What an output is. */
  private enum Type {
    FILES,
    KAFKA
  }

  private List<OutputConfig> read(FieldReader top) {
    List<OutputConfig> outputs = new ArrayList<>();
    if (!(top.raw(LIST).orElse(null) instanceof List<?> list) || list.isEmpty()) {
      top.problem(LIST, "a list of at least one output is needed", "");
      return outputs;
    }
    for (int i = 0; i < list.size(); i++) {
      String path = Paths.item(LIST, i);
      Optional<Map<String, @Nullable Object>> map = FieldReader.mapOf(list.get(i));
      if (map.isEmpty()) {
        findings.atValue(path, "found " + Shown.value(list.get(i)) + "; a mapping is needed", "");
      } else {
        outputs.add(output(new FieldReader(map.get(), path, findings)));
      }
    }
    return outputs;
  }

  private OutputConfig output(FieldReader fields) {
    Type type = fields.oneOf("type", Type.class, Optional.empty());
    if (!fields.accepted("type")) {
      fields.rest(); // whose they are is not known
      return FilesOutput.rows("", FileFormat.JSONL);
    }
    OutputConfig output =
        switch (type) {
          case FILES -> files(fields);
          case KAFKA -> kafka(fields);
        };
    fields.finish();
    return output;
  }

  private FilesOutput files(FieldReader fields) {
    String path = fields.text("path");
    FileFormat format = fields.oneOf("format", FileFormat.class, Optional.of(FileFormat.JSONL));
    Content content = fields.oneOf("content", Content.class, Optional.of(Content.ROWS));
    List<String> columns = fields.texts("columns");
    boolean merge = fields.flag("merge", false);
    return new FilesOutput(
        placed(path), format, content, columns, size(fields, "max_file_size"), merge);
  }

  private KafkaOutput kafka(FieldReader fields) {
    return new KafkaOutput(
        fields.text("bootstrap_servers"),
        fields.text("topic"),
        fields.oneOf("format", KafkaOutput.Format.class, Optional.of(KafkaOutput.Format.JSON)),
        fields.oneOf("content", Content.class, Optional.of(Content.ROWS)),
        fields.texts("columns"),
        fields.optionalText("key"),
        fields.textsByName("headers"),
        fields.optionalText("timestamp"),
        fields.optionalText("schema_file").map(this::placed),
        delivery(fields),
        newTopic(fields),
        fields.optionalText("transactional_id_prefix"),
        fields.time("transaction_timeout").orElse(KafkaOutput.DEFAULT_TRANSACTION_TIMEOUT),
        fields.textsByName("properties"));
  }

  private static Delivery delivery(Fields fields) {
    String text = fields.optionalText("delivery").orElse(Delivery.EXACTLY_ONCE.text());
    for (Delivery delivery : Delivery.values()) {
      if (delivery.text().equals(text)) {
        return delivery;
      }
    }
    List<String> allowed = Arrays.stream(Delivery.values()).map(Delivery::text).toList();
    fields.problem(
        "delivery",
        "found " + Shown.quoted(text) + "; allowed are " + Shown.list(allowed),
        NearMiss.hint(text, allowed, ""));
    return Delivery.EXACTLY_ONCE;
  }

  private static Optional<NewTopic> newTopic(FieldReader fields) {
    if (fields.raw("create_topic").isEmpty()) {
      return Optional.empty();
    }
    Fields topic = fields.mapping("create_topic");
    return Optional.of(
        new NewTopic(atLeastOne(topic, "partitions"), atLeastOne(topic, "replication_factor")));
  }

  private static int atLeastOne(Fields fields, String key) {
    int number = fields.optionalInteger(key).orElse(1);
    if (fields.accepted(key) && (number < 1 || number > Short.MAX_VALUE)) {
      fields.problem(key, "found " + number + "; 1 to " + Short.MAX_VALUE + " are allowed", "");
    }
    return number;
  }

  /** Relative to the job file, but for a URI. */
  private String placed(String path) {
    return URI_START.matcher(path).matches()
        ? path
        : folder.resolve(path).toAbsolutePath().normalize().toString();
  }

  private static long size(Fields fields, String key) {
    Optional<String> text = fields.optionalText(key);
    if (text.isEmpty()) {
      return FilesOutput.DEFAULT_MAX_FILE_BYTES;
    }
    Matcher matcher = SIZE.matcher(text.get());
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      fields.problem(
          key,
          "found " + Shown.quoted(text.get()) + "; a size such as 500KB or 64MB is needed",
          "");
      return FilesOutput.DEFAULT_MAX_FILE_BYTES;
    }
    int shift =
        switch (matcher.group(2)) {
          case "KB" -> 10;
          case "MB" -> 20;
          default -> 30;
        };
    return Long.parseLong(matcher.group(1)) << shift;
  }

  /** In the largest unit: in a smaller one it may have more digits than are allowed. */
  private static String sizeText(long bytes) {
    long kilobytes = bytes >> 10;
    if (kilobytes % 1024 != 0) {
      return kilobytes + "KB";
    }
    long megabytes = kilobytes >> 10;
    return megabytes % 1024 != 0 ? megabytes + "MB" : (megabytes >> 10) + "GB";
  }

  /** Outputs as a JSON array, which {@link #ofSource} reads. */
  public static String source(List<OutputConfig> outputs) {
    return JsonText.of(outputs.stream().map(OutputsReader::plain).toList());
  }

  private static Map<String, Object> plain(OutputConfig output) {
    return output instanceof KafkaOutput kafka ? plain(kafka) : plain((FilesOutput) output);
  }

  private static Map<String, Object> plain(KafkaOutput kafka) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", "kafka");
    plain.put("bootstrap_servers", kafka.bootstrapServers());
    plain.put("topic", kafka.topic());
    plain.put("format", lower(kafka.format()));
    plain.put("content", lower(kafka.content()));
    plain.put("columns", kafka.columns());
    kafka.key().ifPresent(key -> plain.put("key", key));
    plain.put("headers", kafka.headers());
    kafka.timestamp().ifPresent(column -> plain.put("timestamp", column));
    kafka.schemaFile().ifPresent(file -> plain.put("schema_file", file));
    plain.put("delivery", kafka.delivery().text());
    kafka
        .newTopic()
        .ifPresent(
            topic ->
                plain.put(
                    "create_topic",
                    Map.of(
                        "partitions", topic.partitions(),
                        "replication_factor", topic.replicationFactor())));
    kafka.transactionalIdPrefix().ifPresent(id -> plain.put("transactional_id_prefix", id));
    plain.put("transaction_timeout", Intervals.text(kafka.transactionTimeout()));
    plain.put("properties", kafka.properties());
    return plain;
  }

  private static Map<String, Object> plain(FilesOutput files) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", "files");
    plain.put("path", files.folder());
    plain.put("format", lower(files.format()));
    plain.put("content", lower(files.content()));
    plain.put("columns", files.columns());
    plain.put("max_file_size", sizeText(files.maxFileBytes()));
    plain.put("merge", files.merge());
    return plain;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The outputs whose {@link #source} this is.
   *
   * @param folder that paths are relative to
   * @throws InputException if it was damaged
   */
  public static List<OutputConfig> ofSource(String source, Path folder) {
    PlacedYaml yaml = PlacedYaml.parse("{\"" + LIST + "\": " + source + "}", "");
    Map<String, @Nullable Object> root =
        FieldReader.mapOf(yaml.root()).orElseGet(LinkedHashMap::new);
    Problems problems = new Problems(path -> Place.NOWHERE);
    yaml.problems().forEach(problems::add);
    FieldReader top = new FieldReader(root, "", new Findings(problems, path -> Place.NOWHERE));
    List<OutputConfig> outputs = new OutputsReader(top.findings(), folder).read(top);
    problems.throwIfAny();
    return outputs;
  }
}
