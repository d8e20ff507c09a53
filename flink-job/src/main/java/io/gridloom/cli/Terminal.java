package io.gridloom.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a command prints: data and answers on one stream, progress and problems on the other. */
final class Terminal {

  private static final int DEFAULT_WIDTH = 100; // of a pipe or file
  private static final int MIN_WIDTH = 40;

  private final PrintStream out;
  private final PrintStream err;
  private final int width;
  private final boolean colour;

  /**
   * @param width characters of a line
   * @param colour whether escape sequences may be printed
   */
  Terminal(PrintStream out, PrintStream err, int width, boolean colour) {
    this.out = out;
    this.err = err;
    this.width = Math.max(MIN_WIDTH, width);
    this.colour = colour;
  }

  /** The process's own, always in UTF-8; colour only if a person watches and NO_COLOR is unset. */
  static Terminal system() {
    boolean watched = isWatched();
    return new Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        width(watched),
        watched && System.getenv("NO_COLOR") == null);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  int width() {
    return width;
  }

  boolean colour() {
    return colour;
  }

  /** Prints a line of the answer. */
  void answer(String line) {
    out.println(line);
  }

  /** Prints a line that is not part of the answer. */
  void tell(String line) {
    err.println(line);
  }

  String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  /** From JDK 22 on there is a console without a terminal, too. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isWatched() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static int width(boolean watched) {
    Optional<String> said = Optional.ofNullable(System.getenv("COLUMNS"));
    return said.or(() -> watched ? sttyColumns() : Optional.empty())
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(Integer::parseInt)
        .orElse(DEFAULT_WIDTH);
  }

  private static Optional<String> sttyColumns() {
    try {
      Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty").start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Optional.of(size.strip().replaceFirst(".* ", ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
