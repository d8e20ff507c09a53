package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.KafkaBroker;
import io.gridloom.testing.Lines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that asks for TLS and a log-in, and gives rights by topic. */
@Timeout(300) // seconds of a test
class KafkaLoginIT {

  private static final int ROWS = 300;
  private static final String STORE_PASSWORD = "store-secret";
  private static final String PASSWORD = "writer-secret";

  @TempDir private static Path folder;
  private static KafkaBroker broker;

  @BeforeAll
  static void startABroker() throws Exception {
    Files.writeString(
        folder.resolve("data.yaml"),
        """
        columns:
          - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
        """);
    Path store = folder.resolve("broker.p12");
    keytool(
        "-genkeypair -alias broker -keyalg RSA -dname CN=127.0.0.1 -ext SAN=ip:127.0.0.1", store);
    Path certificate = folder.resolve("broker.pem");
    keytool("-exportcert -rfc -alias broker -file " + certificate, store);
    keytool("-importcert -noprompt -alias broker -file " + certificate, trusted());
    String plain = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    broker =
        KafkaBroker.startSecured(
            folder.resolve("broker"),
            "ssl.keystore.location=" + store,
            "ssl.keystore.password=" + STORE_PASSWORD,
            "listener.name.external.sasl.enabled.mechanisms=PLAIN",
            "listener.name.external.plain.sasl.jaas.config="
                + plain
                + "user_writer=\""
                + PASSWORD
                + "\" user_stranger=\"stranger-secret\";",
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users=User:ANONYMOUS");
    try (Admin admin = broker.admin()) {
      admin.createTopics(List.of(new NewTopic("tickets", 2, (short) 1))).all().get();
      admin
          .createAcls(
              Stream.of(
                      right(ResourceType.TOPIC, "tickets", AclOperation.WRITE),
                      right(ResourceType.TOPIC, "tickets", AclOperation.READ),
                      right(ResourceType.TRANSACTIONAL_ID, "gridloom-", AclOperation.WRITE),
                      right(ResourceType.CLUSTER, "kafka-cluster", AclOperation.IDEMPOTENT_WRITE))
                  .toList())
          .all()
          .get();
    }
  }

  private static AclBinding right(ResourceType type, String name, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(
            type, name, name.endsWith("-") ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry("User:writer", "*", operation, AclPermissionType.ALLOW));
  }

  private static Path trusted() {
    return folder.resolve("trusted.p12");
  }

  private static void keytool(String arguments, Path store) throws Exception {
    String command =
        Path.of(System.getProperty("java.home"), "bin", "keytool")
            + " "
            + arguments
            + " -keystore "
            + store
            + " -storepass "
            + STORE_PASSWORD;
    Process keytool = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  @AfterAll
  static void stopTheBroker() {
    broker.close();
  }

  private static final String LOGIN =
      """
      security.protocol: SASL_SSL
      sasl.mechanism: PLAIN
      sasl.jaas.config: ${env:KAFKA_LOGIN}
      ssl.truststore.location: TRUSTED
      ssl.truststore.password: ${env:TRUSTSTORE_PASSWORD}
      """;

  private static GridloomProcess generate(String name, String properties, String user)
      throws IOException {
    Path job =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            dataset: data.yaml
            rows: %d
            seed: 7
            output: %s
            outputs:
              - type: kafka
                bootstrap_servers: "%s"
                topic: tickets
                properties:
            %s
            """
                .formatted(ROWS, name, broker.securedAddress(), placed(properties, 6)));
    return start(user, "generate", "--job", job);
  }

  private static String placed(String properties, int indent) {
    return properties.replace("TRUSTED", trusted().toString()).indent(indent);
  }

  private static GridloomProcess start(String user, Object... args) throws IOException {
    String login =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user.split(":", -1)[0], user.split(":", -1)[1]);
    return GridloomProcess.start(
        folder, Map.of("KAFKA_LOGIN", login, "TRUSTSTORE_PASSWORD", STORE_PASSWORD), args);
  }

  @Test
  void takesAndGivesRowsToWhomItKnows() throws Exception {
    GridloomProcess run = generate("known", LOGIN, "writer:" + PASSWORD);
    assertThat(run.end()).as(run.err()).isZero();
    assertThat(broker.committed("tickets")).hasSize(ROWS);
    Path config =
        Files.writeString(
            folder.resolve("seeded.yaml"),
            """
            seed_config:
              source:
                seed_type: kafka
                bootstrap_servers: "%s"
                topic: tickets
                columns: {amount: float}
                end: latest
                properties:
            %s
            columns:
              - {name: double, column_type: expression, expr: "{{ amount * 2 }}"}
            """
                .formatted(broker.securedAddress(), placed(LOGIN, 6)));
    GridloomProcess seeded =
        start("writer:" + PASSWORD, "generate", config, "--output", folder.resolve("seeded"));
    assertThat(seeded.end()).as(seeded.err()).isZero();
    assertThat(Lines.rows(folder.resolve("seeded/data"))).hasSize(ROWS);
    for (String out : List.of("known", "seeded")) {
      try (Stream<Path> files = Files.walk(folder.resolve(out))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as("%s", file)
              .doesNotContain(PASSWORD, STORE_PASSWORD);
        }
      }
    }
  }

  @Test
  void refusesOthersBeforeTheFirstRow() throws Exception {
    GridloomProcess wrong = generate("wrong", LOGIN, "writer:guessed");
    GridloomProcess stranger = generate("stranger", LOGIN, "stranger:stranger-secret");
    GridloomProcess untrusting =
        generate(
            "untrusting",
            LOGIN.lines().filter(line -> !line.startsWith("ssl")).toList().stream()
                .reduce("", (all, line) -> all + line + "\n"),
            "writer:" + PASSWORD);
    assertThat(wrong.end()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("outputs[0].properties: the broker refused the log-in: ")
        .hasLineCount(1);
    assertThat(stranger.end()).isEqualTo(2);
    assertThat(stranger.err())
        .contains("outputs[0].topic: ")
        .doesNotContain("\tat ", "stranger-secret");
    assertThat(untrusting.end()).isEqualTo(2);
    assertThat(untrusting.err())
        .contains("outputs[0].properties: the broker refused the log-in: ", "SSL")
        .hasLineCount(1);
    for (String out : List.of("wrong", "stranger", "untrusting")) {
      assertThat(folder.resolve(out)).doesNotExist();
    }
  }
}
