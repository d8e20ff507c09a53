package io.gridloom.column;

import io.gridloom.config.SamplerParams.Category;
import io.gridloom.generator.Fields;
import io.gridloom.schema.CellType;
import java.util.List;
import java.util.Optional;

/** Draws one of a list of values. */
final class CategoryKind implements SamplerKind<Category> {

  @Override
  public Class<Category> paramsType() {
    return Category.class;
  }

  @Override
  public Category read(Fields params) {
    List<Object> values = params.scalars("values");
    if (!params.has("values")) {
      params.problem("values", "values is missing; a list is needed", "");
    } else if (params.accepted("values") && values.isEmpty()) {
      params.problem("values", "there is no value; at least one is needed", "");
    }
    List<Double> weights = params.numbers("weights");
    if (params.raw("weights").isPresent()
        && params.accepted("weights")
        && params.accepted("values")) {
      checkWeights(params, values.size(), weights);
    }
    return new Category(values, weights);
  }

  private static void checkWeights(Fields params, int values, List<Double> weights) {
    Optional<Double> negative = weights.stream().filter(weight -> weight < 0).findFirst();
    if (weights.size() != values) {
      String found = "found " + weights.size() + " weights for " + values + " values";
      params.problem("weights", found + "; one for each is needed", "");
    } else if (negative.isPresent()) {
      params.problem(
          "weights", "found the weight " + negative.get() + "; none may be negative", "");
    } else if (weights.stream().mapToDouble(weight -> weight).sum() == 0) {
      params.problem("weights", "the weights sum to zero; at least one must be positive", "");
    }
  }

  @Override
  public CellType cellType(Category params) {
    return Values.cellType(params.values());
  }

  @Override
  public Optional<String> notNumeric(Category params) {
    return Values.notNumeric(params.values());
  }
}
