package io.gridloom.table;

import io.gridloom.Gridloom;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.dataset.Dataset;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a table's rows are made.
 *
 * @param rows how many, or {@link Gridloom#UNBOUNDED}; with a seed, its topic decides, and this is
 *     1 if it has an end
 * @param rate rows that begin in a second; positive infinity: as fast as it goes
 */
record ScanSettings(
    long rows,
    double rate,
    long seed,
    LocalDate date,
    Optional<Integer> inFlightRows,
    ProvidersConfig providers) {

  boolean isBounded() {
    return rows != Gridloom.UNBOUNDED;
  }

  Gridloom generating(Dataset dataset) {
    Gridloom gridloom =
        Gridloom.of(dataset).rows(rows).rate(rate).seed(seed).date(date).providers(providers);
    return inFlightRows.map(gridloom::inFlightRows).orElse(gridloom);
  }
}
