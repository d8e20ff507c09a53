package io.gridloom.column;

import static io.gridloom.graph.ExecutionTrait.CELL_BY_CELL;
import static io.gridloom.graph.ExecutionTrait.ROW_STREAMABLE;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.problem.Problems;
import io.gridloom.schema.CellType;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Columns that a language model writes: {@code column_type: llm-text}. */
public final class LlmTextType implements ColumnType {

  private static final CellType CONTENT =
      new ListType(
          new RecordType(
              List.of(
                  new SchemaField("type", CellType.TEXT), new SchemaField("text", CellType.TEXT))));

  /** A conversation: its messages, each with its content in parts. */
  private static final CellType TRACE =
      new ListType(
          new RecordType(
              List.of(
                  new SchemaField("role", CellType.TEXT),
                  new SchemaField("content", CONTENT),
                  new SchemaField("reasoning_content", CellType.TEXT))));

  @Override
  public String name() {
    return "llm-text";
  }

  @Override
  public ColumnConfig read(Fields fields) {
    NotYet.refuse(fields, "multi_modal_context", "tool_alias");
    return new LlmTextConfig(
        fields.text("name"),
        fields.flag("drop", false),
        fields.text("prompt"),
        fields.optionalText("system_prompt").filter(prompt -> !prompt.isEmpty()),
        fields.text("model_alias"),
        fields.oneOf(
            "with_trace", LlmTextConfig.Trace.class, Optional.of(LlmTextConfig.Trace.NONE)),
        fields.flag("extract_reasoning_content", false));
  }

  @Override
  public void check(ColumnConfig column, DatasetConfig dataset, String path, Problems problems) {
    LlmTextConfig llm = (LlmTextConfig) column;
    KnownColumns known = new KnownColumns(dataset);
    Set<String> own = new HashSet<>(Set.of(llm.name()));
    sideEffects(llm).forEach(sideEffect -> own.add(sideEffect.name()));
    TemplateReferences.check(llm.prompt(), own, known, path + ".prompt", problems);
    llm.systemPrompt()
        .ifPresent(
            prompt ->
                TemplateReferences.check(prompt, own, known, path + ".system_prompt", problems));
  }

  @Override
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
    LlmTextConfig llm = (LlmTextConfig) column;
    Set<String> dependencies = new LinkedHashSet<>(TemplateReferences.of(llm.prompt()));
    llm.systemPrompt().map(TemplateReferences::of).ifPresent(dependencies::addAll);
    return new ColumnDescription(
        ExecutionTraits.of(CELL_BY_CELL, ROW_STREAMABLE),
        List.copyOf(dependencies),
        sideEffects(llm),
        CellType.TEXT,
        Optional.of(llm.modelAlias()),
        OptionalInt.empty());
  }

  /** Columns that are filled beside its own. */
  static List<SchemaField> sideEffects(LlmTextConfig column) {
    List<SchemaField> sideEffects = new ArrayList<>();
    if (column.trace() != LlmTextConfig.Trace.NONE) {
      sideEffects.add(new SchemaField(column.name() + "__trace", TRACE));
    }
    if (column.extractReasoning()) {
      sideEffects.add(new SchemaField(column.name() + "__reasoning_content", CellType.TEXT));
    }
    return sideEffects;
  }
}
