package io.gridloom.generator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What the job around a generator offers. */
public interface Surroundings {

  /** Of a run that offers nothing and shows no counter. */
  Surroundings NONE = of();

  /** Of a run that offers these, and shows no counter. */
  static Surroundings of(Object... offered) {
    List<Object> all = List.of(offered);
    return new Surroundings() {
      @Override
      public <T> Optional<T> find(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst();
      }

      @Override
      public LongAdder counter(String column, String name) {
        return new LongAdder();
      }
    };
  }

  /** Something that the job has, such as the permits to call a model. */
  <T> Optional<T> find(Class<T> type);

  /**
   * A counter that is shown as a metric of the column and, added up over all subtasks, when the run
   * ends. May be used by any thread.
   */
  LongAdder counter(String column, String name);
}
