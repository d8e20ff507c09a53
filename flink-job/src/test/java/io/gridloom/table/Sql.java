package io.gridloom.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A session of Flink SQL with Gridloom's catalog, and the rows of its queries. */
final class Sql {

  static final LocalDate DATE = LocalDate.of(2026, 1, 1);

  private final StreamTableEnvironment session;

  private Sql(StreamTableEnvironment session) {
    this.session = session;
  }

  static Sql session(Configuration config) {
    return session(StreamExecutionEnvironment.getExecutionEnvironment(config));
  }

  static Sql session(StreamExecutionEnvironment env) {
    Sql sql = new Sql(StreamTableEnvironment.create(env));
    sql.run("CREATE CATALOG datasets WITH ('type' = 'gridloom')");
    sql.run("USE CATALOG datasets");
    return sql;
  }

  StreamTableEnvironment environment() {
    return session;
  }

  /** A table without declared columns; seed 5, the date {@link #DATE}. */
  void table(String name, Object dataset, Object rows, String... more) {
    Map<String, String> options = new TreeMap<>();
    options.put("connector", "gridloom");
    options.put("dataset", dataset.toString());
    options.put("rows", rows.toString());
    options.put("seed", "5");
    options.put("date", DATE.toString());
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    run("CREATE TABLE " + name + with(options));
  }

  static String with(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
        .collect(Collectors.joining(", ", " WITH (", ")"));
  }

  void run(String statement) {
    session.executeSql(statement);
  }

  /** Runs an INSERT to its end. */
  void insert(String statement) throws Exception {
    session.executeSql(statement).await();
  }

  /** What a statement prints of a plan. */
  String explain(String query) {
    return session.explainSql(query);
  }

  /** Those of a bounded query. */
  List<Row> rows(String query) throws Exception {
    return rows(query, Integer.MAX_VALUE);
  }

  /** The first of a query, which ends with them. */
  List<Row> rows(String query, int most) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> all = session.executeSql(query).collect()) {
      while (rows.size() < most && all.hasNext()) {
        rows.add(all.next());
      }
    }
    return rows;
  }
}
