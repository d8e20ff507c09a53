package io.gridloom.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.MiniFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the statements of {@code docs/sql.md}; a query must give what stands under it. */
@Timeout(180) // seconds of a test; without its end nobody would know
class SqlGuideTest {

  private static final Path GUIDE = Path.of("../docs/sql.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```sql\n(.*?)^```\n(?:```text\n(.*?)^```\n)?");

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(1, 2);

  @Test
  void everyQueryGivesWhatStandsUnderIt() throws Exception {
    TableEnvironment session = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    Matcher block = BLOCK.matcher(guide());
    int blocks = 0;
    for (; block.find(); blocks++) {
      List<Row> rows = new ArrayList<>();
      for (String statement : block.group(1).strip().split(";\n", -1)) {
        rows.addAll(
            run(session, statement.replace(";", "").replace("'examples/", "'../examples/")));
      }
      assertThat(rows.stream().map(Row::toString))
          .as(block.group(1))
          .containsExactlyInAnyOrderElementsOf(cells(block.group(2)));
    }
    assertThat(blocks).isEqualTo(4);
    assertThat(session.from("quickstart").getResolvedSchema())
        .isEqualTo(session.from("orders").getResolvedSchema());
  }

  private static String guide() throws IOException {
    return Files.readString(GUIDE).replace("\r\n", "\n");
  }

  /** The rows of a query at its end. */
  private static List<Row> run(TableEnvironment session, String statement) throws Exception {
    TableResult result = session.executeSql(statement);
    List<Row> rows = new ArrayList<>();
    if (statement.startsWith("INSERT")) {
      result.await();
    } else if (statement.startsWith("SELECT")) {
      try (CloseableIterator<Row> changes = result.collect()) {
        changes.forEachRemaining(row -> apply(row, rows));
      }
    }
    return rows;
  }

  private static void apply(Row change, List<Row> rows) {
    boolean comes = change.getKind() == RowKind.INSERT || change.getKind() == RowKind.UPDATE_AFTER;
    change.setKind(RowKind.INSERT);
    if (comes) {
      rows.add(change);
    } else {
      rows.remove(change);
    }
  }

  /** Of a table as the SQL client prints it, in the form of a row's text. */
  private static List<String> cells(String text) {
    return Objects.requireNonNullElse(text, "")
        .lines()
        .skip(3)
        .filter(line -> line.startsWith("|"))
        .map(
            line ->
                "+I["
                    + line.substring(1, line.length() - 1).strip().replaceAll(" *\\| *", ", ")
                    + "]")
        .toList();
  }
}
