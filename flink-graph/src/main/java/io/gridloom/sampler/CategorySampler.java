package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellException;
import io.gridloom.row.Cells;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;

/** One of a list of values, by weight: the alias method, O(1). */
final class CategorySampler implements FromRow<Object> {

  private final ConvertedValues values;
  private final DiscreteSampler index;

  CategorySampler(
      SamplerParams.Category params, Optional<String> convertTo, UniformRandomProvider random) {
    this.values = ConvertedValues.of(params.values(), convertTo);
    this.index = index(params.weights(), values.size(), random);
  }

  private static DiscreteSampler index(
      List<Double> weights, int size, UniformRandomProvider random) {
    if (weights.isEmpty()) {
      return () -> random.nextInt(size);
    }
    double largest = weights.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    // Scaled, so that weights near the largest double have a sum.
    return AliasMethodDiscreteSampler.of(
        random, weights.stream().mapToDouble(weight -> weight / largest).toArray());
  }

  @Override
  public Object of(Cells row) throws CellException {
    return values.get(index.sample());
  }
}
