package io.gridloom.testing;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One {@link KafkaBroker} for all test classes that leave it as it is, from the first of them to
 * the end of the tests; each class has topics of its own.
 */
public final class SharedBroker implements BeforeAllCallback {

  private @Nullable KafkaBroker broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL) // which closes what it holds at the end
            .getOrComputeIfAbsent(KafkaBroker.class, key -> start(), KafkaBroker.class);
  }

  private static KafkaBroker start() {
    try {
      return KafkaBroker.start(
          Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broker"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public KafkaBroker get() {
    return requireNonNull(broker, "before all tests");
  }
}
