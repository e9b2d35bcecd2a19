package dev.ramekin.freeze.pip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One condition on a version by PEP 440: {@code ~= 2.1}.
 *
 * @param version as it is written, perhaps with {@code .*} at its end
 */
record PySpecifier(String operator, String version) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(~=|===|==|!=|<=|>=|<|>)\\s*([^\\s,;)]+)\\s*");
  private static final Pattern NUMBER_AND_WORD = Pattern.compile("^([0-9]+)((?:a|b|c|rc)[0-9]+)$");
  private static final String ANY_END = ".*";

  /** Returns the condition; empty when the text is none. */
  static Optional<PySpecifier> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    PySpecifier specifier = new PySpecifier(matcher.group(1), matcher.group(2));
    return specifier.isRight() ? Optional.of(specifier) : Optional.empty();
  }

  private boolean isRight() {
    if (operator.equals("===")) {
      return true;
    }
    boolean prefix = version.endsWith(ANY_END);
    Optional<PyVersion> parsed = PyVersion.parse(plain());
    if (parsed.isEmpty() || prefix && !operator.equals("==") && !operator.equals("!=")) {
      return false;
    }
    boolean equality = operator.equals("==") || operator.equals("!=");
    return !(operator.equals("~=") && parsed.get().release().size() < 2)
        && (equality && !prefix || parsed.get().local().isEmpty());
  }

  private String plain() {
    return version.endsWith(ANY_END)
        ? version.substring(0, version.length() - ANY_END.length())
        : version;
  }

  /** Returns whether it pins one version. */
  boolean pins() {
    return operator.equals("===") || operator.equals("==") && !version.endsWith(ANY_END);
  }

  /** Returns whether prereleases count because it names one. */
  boolean namesPrerelease() {
    boolean counts = List.of("==", ">=", "<=", "~=", "===").contains(operator);
    return counts && PyVersion.parse(plain()).filter(PyVersion::isPrerelease).isPresent();
  }

  /** Returns whether a version fulfils it, prerelease or not. */
  boolean allows(PyVersion it) {
    if (operator.equals("===")) {
      return it.toString().equalsIgnoreCase(version);
    }
    return switch (operator) {
      case "==" -> isEqual(it, version);
      case "!=" -> !isEqual(it, version);
      case "<=" -> it.withoutLocal().compareTo(own()) <= 0;
      case ">=" -> it.withoutLocal().compareTo(own()) >= 0;
      case "<" -> isBefore(it);
      case ">" -> isAfter(it);
      default -> it.withoutLocal().compareTo(own()) >= 0 && isEqual(it, compatible());
    };
  }

  private PyVersion own() {
    return PyVersion.parse(plain()).orElseThrow();
  }

  /** Returns {@code 2.*} of {@code ~= 2.1}. */
  private String compatible() {
    List<String> parts = new ArrayList<>();
    for (String part : split(version)) {
      if (part.matches("(?:dev|a|b|rc|post).*")) {
        break;
      }
      parts.add(part);
    }
    return String.join(".", parts.subList(0, parts.size() - 1)) + ANY_END;
  }

  private static boolean isEqual(PyVersion it, String version) {
    if (version.endsWith(ANY_END)) {
      return begins(it, version.substring(0, version.length() - ANY_END.length()));
    }
    PyVersion own = PyVersion.parse(version).orElseThrow();
    return (own.local().isEmpty() ? it.withoutLocal() : it).isSame(own);
  }

  /** Compares as texts, segment by segment, with the release padded by zeros. */
  private static boolean begins(PyVersion it, String prefix) {
    List<String> wanted = split(PyVersion.parse(prefix).orElseThrow().toString());
    List<String> all = split(it.withoutLocal().toString());
    List<String> found = new ArrayList<>(all.subList(0, Math.min(all.size(), wanted.size())));
    pad(wanted, found);
    pad(found, wanted);
    return wanted.equals(found);
  }

  private static void pad(List<String> shorter, List<String> longer) {
    int own = numbers(shorter);
    for (int i = numbers(longer); i > own; i--) {
      shorter.add(own, "0");
    }
  }

  private static int numbers(List<String> parts) {
    int count = 0;
    while (count < parts.size() && parts.get(count).matches("[0-9]+")) {
      count++;
    }
    return count;
  }

  private static List<String> split(String version) {
    List<String> parts = new ArrayList<>();
    for (String item : version.toLowerCase(Locale.ROOT).split("\\.")) {
      Matcher matcher = NUMBER_AND_WORD.matcher(item);
      if (matcher.matches()) {
        parts.add(matcher.group(1));
        parts.add(matcher.group(2));
      } else {
        parts.add(item);
      }
    }
    return parts;
  }

  private boolean isBefore(PyVersion it) {
    PyVersion own = own();
    return it.compareTo(own) < 0
        && (own.isPrerelease() || !it.isPrerelease() || !it.base().isSame(own.base()));
  }

  private boolean isAfter(PyVersion it) {
    PyVersion own = own();
    boolean sameBase = it.base().isSame(own.base());
    return it.compareTo(own) > 0
        && (own.isPostrelease() || !it.isPostrelease() || !sameBase)
        && (it.local().isEmpty() || !sameBase);
  }

  @Override
  public String toString() {
    return operator + version;
  }
}
