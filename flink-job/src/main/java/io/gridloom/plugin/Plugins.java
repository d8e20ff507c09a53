package io.gridloom.plugin;

import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/**
 * The column types that a run knows.
 *
 * @param jars of the user's plugins; empty: there are the built-in types only
 * @param registry of all types, those of the plugins too
 */
public record Plugins(List<URL> jars, GeneratorRegistry registry) {

  public Plugins {
    jars = List.copyOf(jars);
  }

  /** What is on the class path. */
  public static Plugins none() {
    return new Plugins(List.of(), GeneratorRegistry.builtIn());
  }

  /**
   * What is on the class path and in the jars of a folder, found through {@link
   * java.util.ServiceLoader}. Their classes stay loaded until this process ends.
   *
   * @throws InputException if there is no such folder, no jar in it, or a jar names a column type
   *     that can't be loaded
   */
  public static Plugins of(Path folder) {
    List<URL> jars = jars(folder);
    ClassLoader loader =
        new URLClassLoader(jars.toArray(URL[]::new), Plugins.class.getClassLoader());
    try {
      return new Plugins(jars, GeneratorRegistry.load(loader));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw InputException.of(
          "--plugins " + folder + ": a column type can't be loaded: " + e.getMessage(),
          "Build the plugin against this version, for Java 17");
    }
  }

  private static List<URL> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw InputException.of(
          "--plugins " + folder + ": there is no such folder", "Name a folder with jars");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<URL> jars =
          files
              .filter(file -> file.getFileName().toString().endsWith(".jar"))
              .sorted()
              .map(Plugins::url)
              .toList();
      if (jars.isEmpty()) {
        throw InputException.of("--plugins " + folder + ": there is no jar in it", "");
      }
      return jars;
    } catch (IOException e) {
      throw InputException.of("--plugins " + folder + " can't be read: " + e.getMessage(), "");
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has a URL", e);
    }
  }
}
