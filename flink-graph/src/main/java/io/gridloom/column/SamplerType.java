package io.gridloom.column;

import static io.gridloom.graph.ExecutionTrait.ROW_STREAMABLE;
import static io.gridloom.graph.ExecutionTrait.START;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.CellType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Columns that are drawn: {@code column_type: sampler}, with a {@link SamplerKind} per type. */
public final class SamplerType implements ColumnType {

  private static final Map<String, SamplerKind<?>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("category", new CategoryKind());
    KINDS.put("subcategory", new SubcategoryKind());
    KINDS.put("uniform", new UniformKind());
    KINDS.put("gaussian", new GaussianKind());
    KINDS.put("bernoulli", new BernoulliKind());
    KINDS.put("poisson", new PoissonKind());
    KINDS.put("datetime", new DatetimeKind());
    KINDS.put("timedelta", new TimedeltaKind());
    KINDS.put("uuid", new UuidKind());
  }

  private static final List<String> UNAVAILABLE =
      List.of("binomial", "bernoulli_mixture", "scipy", "person", "person_from_faker");
  private static final List<String> TYPES = List.of("int", "float", "str");

  /** What stands for a sampler that could not be read. */
  private static final SamplerParams PLACEHOLDER =
      new SamplerParams.Uuid(Optional.empty(), false, false);

  @Override
  public String name() {
    return "sampler";
  }

  @Override
  public ColumnConfig read(Fields fields) {
    String column = fields.text("name");
    boolean drop = fields.flag("drop", false);
    String type = fields.text("sampler_type");
    SamplerKind<?> kind = KINDS.get(type);
    if (kind == null) {
      fields.rest();
      if (fields.accepted("sampler_type")) {
        noteUnknown(fields, type);
      }
      return new SamplerConfig(column, drop, PLACEHOLDER, Optional.empty());
    }
    NotYet.refuse(fields, "conditional_params");
    return readAs(kind, type, fields, column, drop);
  }

  private static void noteUnknown(Fields fields, String type) {
    if (UNAVAILABLE.contains(type)) {
      fields.problem("sampler_type", "sampler type " + type + " is not available yet", "");
      return;
    }
    fields.problem(
        "sampler_type",
        "sampler type "
            + Shown.quoted(type)
            + " is unknown; allowed are "
            + Shown.list(KINDS.keySet()),
        NearMiss.hint(type, KINDS.keySet(), ""));
  }

  private static <P extends SamplerParams> SamplerConfig readAs(
      SamplerKind<P> kind, String type, Fields fields, String column, boolean drop) {
    if (!fields.has("params")) {
      fields.problem("params", "params is missing; a mapping is needed", "Write params: {}");
    }
    Fields below = fields.mapping("params");
    if (below.has("sampler_type") && !below.text("sampler_type").equals(type)) {
      below.problem("sampler_type", "these are not params of a " + type + " sampler", "Remove it");
    }
    P params = kind.read(below);
    Optional<String> convertTo = fields.optionalText("convert_to");
    if (kind.conversion() == SamplerKind.Conversion.NONE) {
      convertTo = Optional.empty();
    }
    convertTo.ifPresent(to -> checkConversion(kind, params, to, fields));
    return new SamplerConfig(column, drop, params, convertTo);
  }

  private static <P extends SamplerParams> void checkConversion(
      SamplerKind<P> kind, P params, String to, Fields fields) {
    if (kind.conversion() == SamplerKind.Conversion.PATTERN) {
      DatePattern.fault(to).ifPresent(reason -> fields.problem("convert_to", reason, ""));
    } else if (!TYPES.contains(to)) {
      String found = "found " + Shown.quoted(to);
      fields.problem("convert_to", found + "; allowed are " + Shown.list(TYPES), "");
    } else if (!to.equals("str")) {
      kind.notNumeric(params).ifPresent(reason -> fields.problem("convert_to", reason, ""));
    }
  }

  @Override
  public void check(ColumnConfig column, DatasetConfig dataset, String path, Problems problems) {
    SamplerConfig sampler = (SamplerConfig) column;
    checkAs(kind(sampler), sampler, dataset, path + ".params", problems);
  }

  private static <P extends SamplerParams> void checkAs(
      SamplerKind<P> kind,
      SamplerConfig sampler,
      DatasetConfig dataset,
      String path,
      Problems problems) {
    kind.check(kind.paramsType().cast(sampler.params()), sampler, dataset, path, problems);
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    SamplerConfig sampler = (SamplerConfig) column;
    List<String> dependencies = new ArrayList<>();
    reference(kind(sampler), sampler).ifPresent(dependencies::add);
    for (ConstraintConfig constraint : dataset.constraints()) {
      if (constraint instanceof ConstraintConfig.Column comparison
          && comparison.target().equals(column.name())) {
        dependencies.add(comparison.column());
      }
    }
    return ColumnDescription.of(
        ExecutionTraits.of(START, ROW_STREAMABLE),
        dependencies.stream().distinct().toList(),
        cellType(sampler));
  }

  private static <P extends SamplerParams> Optional<String> reference(
      SamplerKind<P> kind, SamplerConfig sampler) {
    return kind.reference(kind.paramsType().cast(sampler.params()));
  }

  /** Type of the column's cells. */
  static CellType cellType(SamplerConfig sampler) {
    return cellTypeAs(kind(sampler), sampler);
  }

  private static <P extends SamplerParams> CellType cellTypeAs(
      SamplerKind<P> kind, SamplerConfig sampler) {
    String to = sampler.convertTo().orElse("");
    if (kind.conversion() == SamplerKind.Conversion.PATTERN && sampler.convertTo().isPresent()) {
      return CellType.TEXT;
    }
    return switch (to) {
      case "int" -> CellType.INTEGER;
      case "float" -> CellType.FLOAT;
      case "str" -> CellType.TEXT;
      default -> kind.cellType(kind.paramsType().cast(sampler.params()));
    };
  }

  private static SamplerKind<?> kind(SamplerConfig sampler) {
    SamplerKind<?> kind = KINDS.get(sampler.params().samplerType());
    if (kind == null) {
      throw new IllegalArgumentException("no sampler type " + sampler.params().samplerType());
    }
    return kind;
  }
}
