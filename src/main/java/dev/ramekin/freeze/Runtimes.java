package dev.ramekin.freeze;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The languages of an image, as far as its packages and downloads tell; versions as the language
 * itself prints them.
 *
 * @param gems version of what packages of the distribution bring for Ruby, by name in lower case
 *     with dashes
 * @param eggs the same for Python
 * @param glibc minor version of the C library: 36 for 2.36
 */
record Runtimes(
    Optional<String> node,
    Optional<String> npm,
    Optional<String> python,
    Optional<String> ruby,
    Optional<String> rubygems,
    Map<String, String> gems,
    Map<String, String> eggs,
    int glibc) {
  private static final Pattern NODE_ARCHIVE =
      Pattern.compile("node-v(\\d+\\.\\d+\\.\\d+)-linux-[^/]*$");
  private static final int OLDEST_GLIBC = 17;
  private static final Pattern UPSTREAM = Pattern.compile("^(?:\\d+:)?(\\d+(?:\\.\\d+)*)");

  /**
   * Finds them.
   *
   * @param packages version of every package of the distribution by name
   * @param downloads addresses of files that recipes fetch
   */
  static Runtimes of(Map<String, String> packages, Collection<String> downloads) {
    Optional<String> node =
        downloads.stream()
            .map(NODE_ARCHIVE::matcher)
            .filter(Matcher::find)
            .map(it -> it.group(1))
            .findFirst();
    return new Runtimes(
        node.or(() -> upstream(packages, "nodejs")),
        node.isPresent() ? Optional.empty() : upstream(packages, "npm"),
        interpreter(packages, "python3"),
        interpreter(packages, "ruby"),
        upstream(packages, "ruby-rubygems").or(() -> upstream(packages, "rubygems")),
        libraries(packages, "ruby-", "rake"),
        libraries(packages, "python3-", ""),
        glibc(packages));
  }

  /** By Debian's policies, a package {@code ruby-name} has the gem {@code name}. */
  private static Map<String, String> libraries(
      Map<String, String> packages, String prefix, String other) {
    Map<String, String> libraries = new TreeMap<>();
    for (String name : packages.keySet()) {
      if (name.startsWith(prefix) || name.equals(other)) {
        upstream(packages, name)
            .ifPresent(it -> libraries.put(name.replaceFirst("^" + prefix, ""), it));
      }
    }
    return libraries;
  }

  /** The oldest that wheels are made for where nothing says which one it is. */
  private static int glibc(Map<String, String> packages) {
    return upstream(packages, "libc6")
        .or(() -> upstream(packages, "libc6.1"))
        .filter(it -> it.startsWith("2."))
        .map(it -> Integer.parseInt(it.split("\\.")[1]))
        .orElse(OLDEST_GLIBC);
  }

  /**
   * Debian's default ({@code python3} 3.11.2-1 depends on {@code python3.11} 3.11.2-6): the version
   * of the interpreter's own package, which has all digits.
   */
  private static Optional<String> interpreter(Map<String, String> packages, String name) {
    Optional<String> standard = upstream(packages, name);
    return standard.flatMap(
        version -> {
          String own = name.replaceFirst("\\d+$", "") + firstTwo(version);
          return upstream(packages, own).or(() -> standard);
        });
  }

  /** Returns {@code 3.11} of {@code 3.11.2}. */
  static String firstTwo(String version) {
    return Stream.of(version.split("\\."))
        .limit(2)
        .reduce((major, minor) -> major + "." + minor)
        .orElse("");
  }

  private static Optional<String> upstream(Map<String, String> packages, String name) {
    Matcher matcher = UPSTREAM.matcher(packages.getOrDefault(name, ""));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
