package io.gridloom.config.read;

import io.gridloom.config.job.ProviderConfig;
import io.gridloom.config.job.ProviderConfig.Dialect;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.generator.Fields;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads providers files in Data Designer's form. A secret in one is a problem, and never shown. */
public final class ProvidersReader {

  private static final String LIST = "providers";
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int LONGEST_VARIABLE = 64; // many keys have the letters of a name
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "x-api-key", "api-key", "cookie");

  private final Findings findings;

  private ProvidersReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * Reads a file.
   *
   * @throws InputException with every problem of the file
   */
  public static ProvidersConfig read(Path file) {
    return parse(SourceFile.read(file), file.toString());
  }

  /**
   * Reads a file's text, YAML or JSON.
   *
   * @param fileName for the places of problems
   * @throws InputException with every problem of the text
   */
  public static ProvidersConfig parse(String text, String fileName) {
    PlacedYaml yaml = PlacedYaml.parse(text, fileName);
    Map<String, @Nullable Object> root =
        FieldReader.mapOf(yaml.root()).orElseGet(LinkedHashMap::new);
    Problems problems = new Problems(path -> yaml.valuePlace(root, path));
    yaml.problems().forEach(problems::add);
    Findings findings = new Findings(problems, path -> yaml.keyPlace(root, path));
    FieldReader top = new FieldReader(root, "", findings);
    top.raw("default"); // of older files, without a meaning
    top.unlisted("default");
    ProvidersConfig providers = new ProvidersConfig(new ProvidersReader(findings).list(top));
    top.finish();
    problems.throwIfAny();
    return providers;
  }

  /** Those that a mapping lists; it may have none. */
  static ProvidersConfig listed(FieldReader top) {
    return top.raw(LIST).isEmpty()
        ? ProvidersConfig.NONE_LISTED
        : new ProvidersConfig(new ProvidersReader(top.findings()).list(top));
  }

  private List<ProviderConfig> list(FieldReader top) {
    List<ProviderConfig> providers = new ArrayList<>();
    if (!(top.raw(LIST).orElse(null) instanceof List<?> list) || list.isEmpty()) {
      top.problem(LIST, "a list of at least one provider is needed", "");
      return providers;
    }
    for (int i = 0; i < list.size(); i++) {
      String path = Paths.item(LIST, i);
      Optional<Map<String, @Nullable Object>> map = FieldReader.mapOf(list.get(i));
      if (map.isEmpty()) {
        findings.atValue(path, "found " + Shown.value(list.get(i)) + "; a mapping is needed", "");
        continue;
      }
      ProviderConfig provider = provider(new FieldReader(map.get(), path, findings));
      if (providers.stream().anyMatch(other -> other.name().equals(provider.name()))) {
        String reason = "provider " + Shown.quoted(provider.name()) + " is there twice";
        findings.atValue(path + ".name", reason, "Give each provider a name of its own");
      }
      providers.add(provider);
    }
    return providers;
  }

  private static ProviderConfig provider(FieldReader fields) {
    String name = fields.text("name");
    Dialect dialect = dialect(fields);
    String endpoint = endpoint(fields, dialect);
    Optional<String> apiKey = fields.optionalText("api_key");
    if (apiKey.filter(key -> !isVariable(key)).isPresent()) {
      fields.problem(
          "api_key",
          "this is no name of an environment variable; keys are not read from files",
          "Put the key into an environment variable and write its name here");
    }
    Map<String, Object> body =
        fields.raw("extra_body").isEmpty() ? Map.of() : fields.mapping("extra_body").rest();
    Map<String, String> headers = headers(fields);
    fields.finish();
    return new ProviderConfig(name, endpoint, dialect, apiKey, body, headers);
  }

  private static boolean isVariable(String key) {
    return key.length() <= LONGEST_VARIABLE && VARIABLE.matcher(key).matches();
  }

  private static Dialect dialect(FieldReader fields) {
    String key = "provider_type";
    String text = fields.optionalText(key).orElse("openai").toLowerCase(Locale.ROOT);
    for (Dialect dialect : Dialect.values()) {
      if (dialect.name().toLowerCase(Locale.ROOT).equals(text)) {
        return dialect;
      }
    }
    fields.problem(
        key, "found " + Shown.quoted(text) + "; allowed are openai, anthropic, demo", "");
    return Dialect.OPENAI;
  }

  private static String endpoint(FieldReader fields, Dialect dialect) {
    if (dialect == Dialect.DEMO) {
      return fields.optionalText("endpoint").orElse("");
    }
    String endpoint = fields.text("endpoint");
    if (fields.accepted("endpoint") && !isHttp(endpoint)) {
      fields.problem(
          "endpoint",
          "found "
              + Shown.quoted(endpoint)
              + "; a URL that starts with http:// or https:// is needed",
          "");
    }
    return endpoint;
  }

  private static boolean isHttp(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Map<String, String> headers(FieldReader fields) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (fields.raw("extra_headers").isEmpty()) {
      return headers;
    }
    Fields below = fields.mapping("extra_headers");
    for (String name :
        List.copyOf(
            FieldReader.mapOf(fields.raw("extra_headers").get())
                .orElseGet(LinkedHashMap::new)
                .keySet())) {
      if (SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        below.raw(name);
        below.problem(
            name,
            "header " + Shown.quoted(name) + " carries a secret; keys are not read from files",
            "Put the key into an environment variable and write api_key: ITS_NAME");
      } else {
        headers.put(name, below.text(name));
      }
    }
    return headers;
  }

  /** The listed providers as JSON, which {@link #parse} reads; without listed ones empty. */
  public static String source(ProvidersConfig providers) {
    return providers.listed().isEmpty()
        ? ""
        : JsonText.of(
            Map.of(LIST, providers.listed().stream().map(ProvidersReader::plain).toList()));
  }

  private static Map<String, Object> plain(ProviderConfig provider) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", provider.name());
    plain.put("endpoint", provider.endpoint());
    plain.put("provider_type", provider.dialect().name().toLowerCase(Locale.ROOT));
    provider.apiKey().ifPresent(name -> plain.put("api_key", name));
    plain.put("extra_body", provider.extraBody());
    plain.put("extra_headers", provider.extraHeaders());
    return plain;
  }

  /** The providers whose {@link #source} this is. */
  public static ProvidersConfig ofSource(String source) {
    return source.isEmpty() ? ProvidersConfig.NONE_LISTED : parse(source, "");
  }
}
