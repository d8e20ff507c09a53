package io.gridloom.column;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams.Category;
import io.gridloom.config.SamplerParams.Subcategory;
import io.gridloom.generator.Fields;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws from the list that belongs to the row's category. */
final class SubcategoryKind implements SamplerKind<Subcategory> {

  @Override
  public Class<Subcategory> paramsType() {
    return Subcategory.class;
  }

  @Override
  public Subcategory read(Fields params) {
    String category = params.text("category");
    Map<String, List<Object>> values = new LinkedHashMap<>();
    if (params.raw("values").orElse(null) instanceof Map<?, ?> map) {
      Fields lists = params.mapping("values");
      for (Object key : map.keySet()) {
        List<Object> list = lists.scalars((String) key);
        if (list.isEmpty() && lists.accepted((String) key)) {
          lists.problem((String) key, "there is no value; at least one is needed", "");
        }
        values.put((String) key, List.copyOf(list));
      }
    } else {
      params.mapping("values"); // notes what is wrong with it
    }
    return new Subcategory(category, values);
  }

  @Override
  public CellType cellType(Subcategory params) {
    return Values.cellType(all(params));
  }

  @Override
  public Optional<String> notNumeric(Subcategory params) {
    return Values.notNumeric(all(params));
  }

  private static List<Object> all(Subcategory params) {
    return params.values().values().stream().flatMap(List::stream).toList();
  }

  @Override
  public Optional<String> reference(Subcategory params) {
    return Optional.of(params.category());
  }

  @Override
  public void check(
      Subcategory params,
      SamplerConfig column,
      DatasetConfig dataset,
      String path,
      Problems problems) {
    Optional<ColumnConfig> parent =
        SamplerReference.find(params.category(), "a category sampler", Category.class)
            .check(dataset, path + ".category", problems);
    if (parent.isEmpty() || !(parent.get() instanceof SamplerConfig sampler)) {
      return;
    }
    boolean converted = sampler.convertTo().filter(to -> !to.equals("str")).isPresent();
    List<Object> categories = ((Category) sampler.params()).values();
    if (converted || !categories.stream().allMatch(String.class::isInstance)) {
      problems.add(
          path + ".category",
          "values of " + Shown.quoted(params.category()) + " are numbers; keys of values are text",
          "Put the values of " + Shown.quoted(params.category()) + " in quotes");
      return;
    }
    checkKeys(params, categories, path + ".values", problems);
  }

  private static void checkKeys(
      Subcategory params, List<Object> categories, String path, Problems problems) {
    Set<String> missing = new LinkedHashSet<>();
    categories.forEach(category -> missing.add((String) category));
    missing.removeAll(params.values().keySet());
    Set<String> surplus = new LinkedHashSet<>(params.values().keySet());
    categories.forEach(surplus::remove);
    List<String> faults = new ArrayList<>();
    if (!missing.isEmpty()) {
      faults.add("there is no list for " + Shown.list(missing));
    }
    if (!surplus.isEmpty()) {
      faults.add("there is a list for " + Shown.list(surplus));
    }
    if (!faults.isEmpty()) {
      problems.add(
          path,
          String.join(", and ", faults)
              + "; one for each value of "
              + Shown.quoted(params.category())
              + " is needed");
    }
  }
}
