package io.gridloom.model.provider;

import io.gridloom.model.ChatAnswer;
import io.gridloom.model.ChatMessage;
import io.gridloom.model.ChatRequest;
import io.gridloom.model.ModelClient;
import io.gridloom.model.TokenUsage;
import io.gridloom.random.CellRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A model without a model: sentences drawn from the run's seed and the request, so that configs
 * with model columns can be tried offline. Same seed and messages, same text.
 */
final class DemoClient implements ModelClient {

  private static final int MAX_SENTENCES = 4;
  private static final int MIN_WORDS = 4;
  private static final int MAX_WORDS = 14;
  private static final List<String> WORDS =
      List.of(
          ("amber answer around basket before better bright broken calm careful clear close cloud"
                  + " colour copper corner cotton daily dark deep delivery double early easy edge"
                  + " even evening fabric faint fair fast firm first floor fresh garden gentle glass"
                  + " good grain grey handle harbour heavy honest kettle large late lamp light linen"
                  + " little long loose marble metal mild morning narrow neat never new north often"
                  + " old open paper patient plain quick quiet rain rather rough round season second"
                  + " sharp shelf short silver simple slow small smooth soft solid south spare"
                  + " steady stone strong table thick thin third tidy uneven useful velvet warm"
                  + " weather well wide window winter wooden")
              .split(" "));

  private final long seed;

  /**
   * @param seed of the run
   */
  DemoClient(long seed) {
    this.seed = seed;
  }

  @Override
  public CompletableFuture<ChatAnswer> chat(ChatRequest request) {
    String asked =
        request.messages().stream().map(ChatMessage::text).collect(Collectors.joining("\n"));
    CellRandom random = new CellRandom(seed, request.model() + "\n" + asked);
    int sentences = 1 + random.nextInt(MAX_SENTENCES);
    StringBuilder text = new StringBuilder();
    int words = 0;
    for (int i = 0; i < sentences; i++) {
      int count = MIN_WORDS + random.nextInt(MAX_WORDS - MIN_WORDS + 1);
      text.append(i == 0 ? "" : " ").append(sentence(random, count));
      words += count;
    }
    TokenUsage usage = new TokenUsage(asked.split("\\s+").length, words);
    return CompletableFuture.completedFuture(
        new ChatAnswer(text.toString(), Optional.empty(), usage));
  }

  private static String sentence(CellRandom random, int count) {
    StringBuilder sentence = new StringBuilder();
    for (int i = 0; i < count; i++) {
      sentence.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    sentence.append('.');
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  @Override
  public void close() {}
}
