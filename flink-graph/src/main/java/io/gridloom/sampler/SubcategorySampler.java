package io.gridloom.sampler;

import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellException;
import io.gridloom.row.Cells;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** One of the values that belong to the row's category, all equally likely. */
final class SubcategorySampler implements FromRow<Object> {

  private final String category;
  private final int slot;
  private final Map<String, ConvertedValues> values;
  private final UniformRandomProvider random;

  /**
   * @param slot of the category
   */
  SubcategorySampler(
      SamplerParams.Subcategory params,
      int slot,
      Optional<String> convertTo,
      UniformRandomProvider random) {
    this.category = params.category();
    this.slot = slot;
    this.random = random;
    List<Object> all = params.values().values().stream().flatMap(List::stream).toList();
    this.values = new HashMap<>();
    params
        .values()
        .forEach((key, list) -> values.put(key, ConvertedValues.of(list, all, convertTo)));
  }

  @Override
  public Object of(Cells row) throws CellException {
    ConvertedValues list = values.get(Conversion.text(row.value(slot)));
    if (list == null) {
      throw new CellException(
          category + " is '" + row.value(slot) + "', values are there for " + values.keySet(), 1);
    }
    return list.get(random.nextInt(list.size()));
  }
}
