package io.gridloom.output.kafka;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.config.job.KafkaOutput.Delivery;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/**
 * What an output's producer is told. A value {@code ${env:NAME}} stays as it is: Kafka's client
 * looks it up in the environment of its own process, so that no secret travels.
 */
final class ClientProperties {

  private static final ConfigDef KNOWN = ProducerConfig.configDef();
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
  private static final String PROVIDERS = "config.providers";
  private static final int DEFAULT_MAX_REQUEST_BYTES = 1 << 20; // Kafka's

  /** Decided by other settings of the output, or by Flink. */
  private static final Set<String> OURS =
      Set.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          PROVIDERS);

  /**
   * Beside those of Kafka's type for classes: names of classes as text, and a command that is run.
   */
  private static final Set<String> CODE = Set.of("security.providers", "sasl.kerberos.kinit.cmd");

  private ClientProperties() {}

  /** Those of the producer. */
  static Properties producer(KafkaOutput output) {
    Properties properties = client(output);
    if (output.delivery() == Delivery.EXACTLY_ONCE) {
      properties.setProperty(
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Long.toString(output.transactionTimeout().toMillis()));
    }
    return properties;
  }

  /** Those of any client. */
  static Properties client(KafkaOutput output) {
    Properties properties = new Properties();
    output.properties().forEach(properties::setProperty);
    properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, output.bootstrapServers());
    properties.setProperty(PROVIDERS, "env");
    properties.setProperty(PROVIDERS + ".env.class", EnvVarConfigProvider.class.getName());
    return properties;
  }

  /** The largest request, and so record, that the producer sends. */
  static int maxRequestBytes(KafkaOutput output) {
    String text = output.properties().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
    return text == null ? DEFAULT_MAX_REQUEST_BYTES : Integer.parseInt(text.strip());
  }

  /**
   * What is wrong with an output's properties.
   *
   * @param environment of this process
   */
  static List<Problem> problems(KafkaOutput output, String path, Map<String, String> environment) {
    List<Problem> problems = new ArrayList<>();
    output
        .properties()
        .forEach(
            (name, value) ->
                check(name, value, environment, path + ".properties." + name, problems));
    return problems;
  }

  private static void check(
      String name,
      String value,
      Map<String, String> environment,
      String path,
      List<Problem> problems) {
    ConfigKey key = KNOWN.configKeys().get(name);
    if (OURS.contains(name)) {
      add(problems, path, "is set by the output itself", "Remove it");
    } else if (key == null) {
      add(
          problems,
          path,
          "Kafka's producer has no such property",
          NearMiss.hint(name, KNOWN.names(), "Remove it"));
    } else if (isCode(key)) {
      add(problems, path, "names a class or a command, which a config must not bring", "Remove it");
    } else {
      checkValue(key, value, environment, path, problems);
    }
  }

  private static boolean isCode(ConfigKey key) {
    String name = key.name.toLowerCase(Locale.ROOT);
    return key.type == ConfigDef.Type.CLASS
        || CODE.contains(name)
        || name.endsWith(".class")
        || name.endsWith(".classes")
        || name.endsWith(".reporters")
        || name.startsWith("auto.include");
  }

  private static void checkValue(
      ConfigKey key,
      String value,
      Map<String, String> environment,
      String path,
      List<Problem> problems) {
    Matcher reference = REFERENCE.matcher(value);
    boolean referring = reference.find();
    if (key.type == ConfigDef.Type.PASSWORD && !reference.reset().matches()) {
      add(
          problems,
          path,
          "is a secret, which must not be in a file",
          "Write ${env:NAME}, and put it into the environment variable NAME");
      return;
    }
    reference.reset();
    while (reference.find()) {
      if (!environment.containsKey(reference.group(1))) {
        add(
            problems,
            path,
            "the environment variable " + reference.group(1) + " is not set",
            "Set it here and on all machines of the cluster");
      }
    }
    if (!referring) {
      try {
        Object parsed = ConfigDef.parseType(key.name, value, key.type);
        if (key.validator != null) {
          key.validator.ensureValid(key.name, parsed);
        }
      } catch (ConfigException e) {
        add(problems, path, "found " + Shown.quoted(value) + ": " + e.getMessage(), "");
      }
    }
  }

  private static void add(List<Problem> problems, String path, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, path, reason, fix));
  }
}
