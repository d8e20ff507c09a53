package io.gridloom.operator;

import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.generator.Surroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** What a task offers to the generators of an operator. */
public final class TaskSurroundings implements Surroundings {

  private static final String COLUMN = "column";

  /** Which counter of which column. */
  private record Name(String column, String counter) {}

  private final Map<Name, LongAdder> counters = new LinkedHashMap<>();
  private final Surroundings offers;

  TaskSurroundings(JobSpec job) {
    ProvidersConfig providers = ProvidersReader.ofSource(job.models().providers());
    this.offers =
        TaskPermits.of(job)
            .map(permits -> Surroundings.of(providers, permits))
            .orElseGet(() -> Surroundings.of(providers));
  }

  @Override
  public <T> Optional<T> find(Class<T> type) {
    return offers.find(type);
  }

  @Override
  public LongAdder counter(String column, String name) {
    return counters.computeIfAbsent(new Name(column, name), key -> new LongAdder());
  }

  /** Shows the counters as metrics and accumulators; to be called once the generators are made. */
  void show(MetricGroup metrics, RuntimeContext context) {
    counters.forEach(
        (name, adder) -> {
          metrics.addGroup(COLUMN, name.column()).gauge(name.counter(), adder::sum);
          context.addAccumulator(accumulator(name.column(), name.counter()), new Sum(adder));
        });
  }

  /** Name of the accumulator that adds up a column's counter over all subtasks. */
  public static String accumulator(String column, String counter) {
    return column + "/" + counter;
  }

  /** A sum that any thread adds to. */
  private static final class Sum implements SimpleAccumulator<Long> {

    private final LongAdder adder;

    Sum(LongAdder adder) {
      this.adder = adder;
    }

    @Override
    public void add(Long value) {
      adder.add(value);
    }

    @Override
    public Long getLocalValue() {
      return adder.sum();
    }

    @Override
    public void resetLocal() {
      adder.reset();
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
      adder.add(other.getLocalValue());
    }

    @Override
    public Accumulator<Long, Long> clone() {
      LongAdder copy = new LongAdder();
      copy.add(adder.sum());
      return new Sum(copy);
    }
  }
}
