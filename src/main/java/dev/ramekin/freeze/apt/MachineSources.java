package dev.ramekin.freeze.apt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The archives a machine's own apt knows: {@code /etc/apt/sources.list} and {@code
 * sources.list.d/}, in the one-line form and in deb822's.
 */
public final class MachineSources {
  private static final Pattern ONE_LINE =
      Pattern.compile(
          "deb\\s+(?:\\[(?<options>[^\\]]*)\\]\\s+)?(?<uri>\\S+)\\s+(?<suite>\\S+)(?<rest>.*)");

  private MachineSources() {}

  /**
   * An archive's suite as it is configured.
   *
   * @param signedBy path of a key file or the key itself
   * @param mayBeExpired whether Valid-Until is not looked at
   */
  public record Entry(
      String uri,
      String suite,
      List<String> components,
      Optional<String> signedBy,
      boolean trusted,
      boolean mayBeExpired) {
    public Entry {
      components = List.copyOf(components);
    }

    /** Returns the address and its options alone. */
    Entry withoutSuite() {
      return new Entry(uri, "", List.of(), signedBy, trusted, mayBeExpired);
    }
  }

  /**
   * Returns the entries of a machine; what cannot be read counts as not there.
   *
   * @param root the machine's file system: {@code /}
   */
  public static List<Entry> read(Path root) {
    List<Entry> entries = new ArrayList<>();
    Path apt = root.resolve("etc/apt");
    read(apt.resolve("sources.list"), entries);
    Path folder = apt.resolve("sources.list.d");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.sorted().forEach(file -> read(file, entries));
      } catch (IOException exception) {
        return entries;
      }
    }
    return entries;
  }

  private static void read(Path file, List<Entry> entries) {
    String name = String.valueOf(file.getFileName());
    try {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        return;
      }
      if (name.endsWith(".list")) {
        entries.addAll(oneLine(Files.readString(file)));
      } else if (name.endsWith(".sources")) {
        entries.addAll(deb822(Files.readString(file)));
      }
    } catch (IOException exception) {
      // A file that is not for us to read cannot tell anything.
      return;
    }
  }

  static List<Entry> oneLine(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = ONE_LINE.matcher(line.replaceFirst("#.*", "").strip());
      if (matcher.matches()) {
        Map<String, String> options = options(matcher.group("options"));
        entries.add(
            new Entry(
                matcher.group("uri"),
                matcher.group("suite"),
                words(matcher.group("rest")),
                Optional.ofNullable(options.get("signed-by")),
                "yes".equals(options.get("trusted")),
                "no".equals(options.get("check-valid-until"))));
      }
    }
    return entries;
  }

  private static Map<String, String> options(@org.jspecify.annotations.Nullable String text) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String word : words(text == null ? "" : text)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        options.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return options;
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  static List<Entry> deb822(String text) {
    List<Entry> entries = new ArrayList<>();
    for (Map<String, String> fields : stanzas(text)) {
      boolean enabled = !"no".equals(fields.getOrDefault("Enabled", "yes"));
      if (enabled && words(fields.getOrDefault("Types", "")).contains("deb")) {
        for (String uri : words(fields.getOrDefault("URIs", ""))) {
          for (String suite : words(fields.getOrDefault("Suites", ""))) {
            entries.add(
                new Entry(
                    uri,
                    suite,
                    words(fields.getOrDefault("Components", "")),
                    Optional.ofNullable(fields.get("Signed-By")),
                    "yes".equals(fields.get("Trusted")),
                    "no".equals(fields.get("Check-Valid-Until"))));
          }
        }
      }
    }
    return entries;
  }

  /** Returns the stanzas of a file in deb822's format (RFC 822 fields, comments, blank lines). */
  static List<Map<String, String>> stanzas(String text) {
    String plain = text.lines().filter(it -> !it.startsWith("#")).collect(Collectors.joining("\n"));
    return Stream.of(plain.split("\\n\\s*\\n"))
        .map(MachineSources::fields)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static Map<String, String> fields(String stanza) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String field = "";
    for (String line : stanza.lines().toList()) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        String more = line.strip().equals(".") ? "" : line.strip();
        fields.merge(field, "\n" + more, String::concat);
      } else if (line.contains(":")) {
        field = line.substring(0, line.indexOf(':'));
        fields.put(field, line.substring(line.indexOf(':') + 1).strip());
      }
    }
    return fields;
  }
}
