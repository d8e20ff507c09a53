package io.gridloom.kafka;

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
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/**
 * What a client is told. A value {@code ${env:NAME}} stays as it is: Kafka's client looks it up in
 * the environment of its own process, so that no secret travels.
 */
public final class ClientProperties {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
  private static final String PROVIDERS = "config.providers";

  /**
   * Beside those of Kafka's type for classes: names of classes as text, and a command that is run.
   */
  private static final Set<String> CODE = Set.of("security.providers", "sasl.kerberos.kinit.cmd");

  private ClientProperties() {}

  /** Properties of a client of any kind. */
  public static Properties of(String bootstrapServers, Map<String, String> said) {
    Properties properties = new Properties();
    said.forEach(properties::setProperty);
    properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.setProperty(PROVIDERS, "env");
    properties.setProperty(PROVIDERS + ".env.class", EnvVarConfigProvider.class.getName());
    return properties;
  }

  /**
   * What is wrong with properties that a config has.
   *
   * @param path of the input or output in its config
   * @param environment of this process
   */
  public static List<Problem> problems(
      ClientKind kind, Map<String, String> said, String path, Map<String, String> environment) {
    List<Problem> problems = new ArrayList<>();
    said.forEach(
        (name, value) ->
            check(kind, name, value, environment, path + ".properties." + name, problems));
    return problems;
  }

  private static void check(
      ClientKind kind,
      String name,
      String value,
      Map<String, String> environment,
      String path,
      List<Problem> problems) {
    ConfigKey key = kind.known().configKeys().get(name);
    if (kind.decides(name) || name.equals(PROVIDERS)) {
      add(problems, path, "is set by Gridloom itself", "Remove it");
    } else if (key == null) {
      add(
          problems,
          path,
          "Kafka's " + kind + " has no such property",
          NearMiss.hint(name, kind.known().names(), "Remove it"));
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
