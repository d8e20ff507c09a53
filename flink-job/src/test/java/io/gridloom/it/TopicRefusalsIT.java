package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.GridloomProcess;
import io.gridloom.testing.SharedBroker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with rows that are to begin with the records of a topic. */
@Timeout(300) // seconds of a test
class TopicRefusalsIT {

  @RegisterExtension static final SharedBroker BROKER = new SharedBroker();

  @TempDir private static Path folder;
  private static TopicRuns runs;

  @BeforeAll
  static void makeATopic() throws Exception {
    runs = new TopicRuns(BROKER.get(), folder);
    BROKER.get().createTopic("refused", 3);
  }

  @Test
  void areRefusedWithEverythingThatIsWrong() throws Exception {
    String expression = "- {name: x, column_type: expression, expr: \"{{ num }}\"}";
    GridloomProcess form =
        runs.generate(
            runs.config(
                "form",
                "topic: refused\nend: earliest\nstart: soon\nbatch_timeout: 1\ngroup: a",
                """
                - {name: x, column_type: expression, expr: "{{ nobody }}"}
                - {name: none, column_type: seed-dataset}
                """),
            "form");
    GridloomProcess settings =
        runs.generate(
            runs.config(
                "settings",
                "topic: \"a b\"\nproperties: {auto.offset.reset: latest, group.idd: a,"
                    + " interceptor.classes: a.B, ssl.key.password: secret}",
                expression),
            "settings");
    GridloomProcess missing =
        runs.generate(runs.config("missing", "topic: missing", expression), "missing");
    GridloomProcess places =
        runs.generate(
            runs.config("places", "topic: refused\nstart: {0: 5, 7: 5}\nend: latest", expression),
            "places");
    GridloomProcess endless =
        runs.generate(
            runs.config(
                "endless",
                "topic: refused",
                "- {name: m, column_type: aggregate, function: mean, target: amount}"),
            "endless");
    GridloomProcess rows =
        runs.generate(
            runs.config("rows", "topic: refused", expression), "rows", "--rows=5", "--rate=3");
    GridloomProcess preview =
        GridloomProcess.start(folder, "preview", runs.config("pre", "topic: refused", expression));
    assertThat(form.end()).isEqualTo(2);
    assertThat(form.err())
        .contains(
            "seed_config.source.end: an end at the earliest record",
            "seed_config.source.start: found the text \"soon\"",
            "seed_config.source.batch_timeout: found the number 1",
            "unknown field \"group\"")
        .doesNotContain("\tat ");
    assertThat(settings.end()).isEqualTo(2);
    assertThat(settings.err())
        .contains(
            "settings.yaml",
            "seed_config.source.topic: found \"a b\"",
            "seed_config.source.properties.auto.offset.reset: is set by Gridloom itself",
            "seed_config.source.properties.group.idd: Kafka's consumer has no such property",
            "Did you mean \"group.id\"?",
            "seed_config.source.properties.interceptor.classes: names a class",
            "seed_config.source.properties.ssl.key.password: is a secret")
        .hasLineCount(5);
    assertThat(missing.end()).isEqualTo(2);
    assertThat(missing.err())
        .contains("seed_config.source.topic: there is no topic \"missing\"")
        .hasLineCount(1);
    assertThat(places.end()).isEqualTo(2);
    assertThat(places.err())
        .contains("found offsets of the partitions [0, 7]; the topic has [0, 1, 2]");
    assertThat(endless.end()).isEqualTo(2);
    assertThat(endless.err())
        .contains("column \"m\" needs all rows, and an unbounded run has no last", "an end");
    assertThat(rows.end()).isEqualTo(2);
    assertThat(rows.err()).contains("--rows is given, but", "--rate is given, but").hasLineCount(2);
    assertThat(preview.end()).isEqualTo(2);
    assertThat(preview.err()).contains("begin with records of the Kafka topic refused");
    for (String run : List.of("form", "settings", "missing", "places", "endless", "rows")) {
      assertThat(folder.resolve(run)).doesNotExist();
    }
  }
}
