package io.gridloom.llm;

import io.gridloom.config.LlmTextConfig;
import io.gridloom.expression.RowTemplate;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.model.ChatMessage;
import io.gridloom.row.Cells;
import io.gridloom.template.TemplateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a column's model is told for a row. */
final class Prompt {

  private final Optional<RowTemplate> system;
  private final RowTemplate user;

  Prompt(LlmTextConfig column, GeneratorContext context) {
    this.system = column.systemPrompt().map(text -> template(text, column, context));
    this.user = template(column.prompt(), column, context);
  }

  private static RowTemplate template(String text, LlmTextConfig column, GeneratorContext context) {
    return new RowTemplate(text, TemplateKind.PROMPT, column.name(), context);
  }

  List<ChatMessage> messages(Cells row) throws CellException {
    List<ChatMessage> messages = new ArrayList<>();
    if (system.isPresent()) {
      messages.add(new ChatMessage("system", system.get().render(row)));
    }
    messages.add(new ChatMessage("user", user.render(row)));
    return messages;
  }
}
