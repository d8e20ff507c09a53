package io.gridloom.plan;

import io.gridloom.config.SortedConfig;
import io.gridloom.config.SortedFunction.Dedupe;
import io.gridloom.dataset.DatasetColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns that have to be made where only some are asked for, so that these have the values
 * that they have among all. Needed are
 *
 * <ul>
 *   <li>what is asked for, and columns that drop duplicates: these are not to come back;
 *   <li>what a needed column depends on;
 *   <li>in front of a needed barrier, every column: a row that it drops counts nowhere. Only
 *       columns that models write, and what depends on them, are left out even there: which of
 *       their cells fail no seed repeats.
 * </ul>
 *
 * So the rows left are those of the whole dataset, and those that only columns left out would drop.
 */
public final class NeededColumns {

  private final ColumnLinks links;
  private final List<DatasetColumn> columns;
  private final boolean[] needed; // by position in column order

  private NeededColumns(ColumnLinks links) {
    this.links = links;
    this.columns = links.columns();
    this.needed = new boolean[columns.size()];
  }

  /**
   * Names of the columns needed, at least one: rows without a column can't be.
   *
   * @param declared all columns of the dataset
   * @param asked names of columns and side effects; others mean nothing
   */
  public static Set<String> of(List<DatasetColumn> declared, Collection<String> asked) {
    NeededColumns columns = new NeededColumns(ColumnLinks.of(declared));
    columns.take(Set.copyOf(asked), StagePlanner.plan(declared));
    return columns.names();
  }

  private void take(Set<String> asked, StagePlan plan) {
    boolean[] written = written();
    for (int i = 0; i < needed.length; i++) {
      needed[i] = isAsked(columns.get(i), asked) || dropsDuplicates(columns.get(i));
    }
    addDependencies();
    Set<String> inFront = inFrontOfTheLastBarrier(plan);
    for (int i = 0; i < needed.length; i++) {
      needed[i] |= inFront.contains(columns.get(i).name()) && !written[i];
    }
    addDependencies();
    if (names().isEmpty()) {
      needed[first(written)] = true;
      addDependencies();
    }
  }

  private static boolean isAsked(DatasetColumn column, Set<String> asked) {
    return asked.contains(column.name())
        || column.description().sideEffectNames().stream().anyMatch(asked::contains);
  }

  private static boolean dropsDuplicates(DatasetColumn column) {
    return column.config() instanceof SortedConfig sorted
        && sorted.function() instanceof Dedupe dedupe
        && dedupe.dropDuplicates();
  }

  /** Whether a model has written a column, or something that it depends on. */
  private boolean[] written() {
    boolean[] written = new boolean[needed.length];
    for (int i = 0; i < written.length; i++) {
      written[i] = columns.get(i).description().model().isPresent();
      for (int producer : links.producers(i)) {
        written[i] |= written[producer];
      }
    }
    return written;
  }

  private void addDependencies() {
    for (int i = needed.length - 1; i >= 0; i--) {
      if (needed[i]) {
        for (int producer : links.producers(i)) {
          needed[producer] = true;
        }
      }
    }
  }

  /** What a row passes until it has passed the last window of a needed barrier. */
  private Set<String> inFrontOfTheLastBarrier(StagePlan plan) {
    Set<String> needs = names();
    Set<String> inFront = new HashSet<>();
    List<String> passed = new ArrayList<>(plan.rowStages().get(0).columns());
    for (BarrierStage stage : plan.barrierStages()) {
      for (WindowColumns window : stage.windows()) {
        passed.addAll(window.columns());
        if (window.columns().stream().anyMatch(needs::contains)) {
          inFront.addAll(passed);
        }
      }
      passed.addAll(plan.rowStages().get(stage.level()).columns());
    }
    return inFront;
  }

  /** The first column that no model writes, or else the first. */
  private static int first(boolean[] written) {
    for (int i = 0; i < written.length; i++) {
      if (!written[i]) {
        return i;
      }
    }
    return 0;
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < needed.length; i++) {
      if (needed[i]) {
        names.add(columns.get(i).name());
      }
    }
    return names;
  }
}
