package dev.ramekin.freeze.pip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition on the environment by PEP 508: {@code python_version < "3.8" and extra == "dev"}. */
final class PyMarker {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\(|\\))|(===|==|~=|!=|<=|>=|<|>)|'([^']*)'|\"([^\"]*)\"|([A-Za-z_][\\w.]*))");

  /** A word, with its kind. */
  private record Token(String text, boolean literal) {}

  private final List<Token> tokens;
  private final Map<String, String> environment;
  private int next;

  private PyMarker(List<Token> tokens, Map<String, String> environment) {
    this.tokens = tokens;
    this.environment = environment;
  }

  /** Returns whether a text is a condition. */
  static boolean isRight(String text) {
    return evaluate(text, Map.of()).isPresent();
  }

  /**
   * Returns whether a condition holds; empty when the text is none.
   *
   * @param environment values of the variables; one that is missing is an empty text
   */
  static Optional<Boolean> evaluate(String text, Map<String, String> environment) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      end = matcher.end();
      boolean literal = matcher.group(3) != null || matcher.group(4) != null;
      String word = matcher.group().strip();
      tokens.add(new Token(literal ? word.substring(1, word.length() - 1) : word, literal));
    }
    if (!text.substring(end).isBlank()) {
      return Optional.empty();
    }
    PyMarker marker = new PyMarker(tokens, environment);
    Optional<Boolean> value = marker.or();
    return marker.next == tokens.size() ? value : Optional.empty();
  }

  private boolean accept(String word) {
    boolean there =
        next < tokens.size() && !tokens.get(next).literal() && tokens.get(next).text().equals(word);
    next += there ? 1 : 0;
    return there;
  }

  private Optional<Boolean> or() {
    Optional<Boolean> value = and();
    while (value.isPresent() && accept("or")) {
      boolean left = value.get();
      value = and().map(it -> left || it);
    }
    return value;
  }

  private Optional<Boolean> and() {
    Optional<Boolean> value = atom();
    while (value.isPresent() && accept("and")) {
      boolean left = value.get();
      value = atom().map(it -> left && it);
    }
    return value;
  }

  private Optional<Boolean> atom() {
    if (accept("(")) {
      Optional<Boolean> value = or();
      return accept(")") ? value : Optional.empty();
    }
    if (next + 2 >= tokens.size()) {
      return Optional.empty();
    }
    Token left = tokens.get(next++);
    String operator = tokens.get(next++).text();
    if (operator.equals("not") && accept("in")) {
      operator = "not in";
    }
    if (next >= tokens.size()) {
      return Optional.empty();
    }
    return compare(left, operator, tokens.get(next++));
  }

  private String value(Token token) {
    if (token.literal()) {
      return token.text();
    }
    String name =
        switch (token.text()) {
          case "os.name" -> "os_name";
          case "sys.platform" -> "sys_platform";
          case "platform.machine" -> "platform_machine";
          case "platform.python_implementation", "python_implementation" ->
              "platform_python_implementation";
          default -> token.text();
        };
    return environment.getOrDefault(name, "");
  }

  private Optional<Boolean> compare(Token leftToken, String operator, Token rightToken) {
    String left = value(leftToken);
    String right = value(rightToken);
    boolean extra = leftToken.text().equals("extra") && !leftToken.literal();
    if (extra) {
      left = PyRequirement.normal(left);
      right = PyRequirement.normal(right);
    }
    Optional<PySpecifier> specifier = PySpecifier.parse(operator + right);
    Optional<PyVersion> version = PyVersion.parse(left);
    if (specifier.isPresent() && version.isPresent()) {
      return Optional.of(specifier.get().allows(version.get()));
    }
    return switch (operator) {
      case "in" -> Optional.of(right.contains(left));
      case "not in" -> Optional.of(!right.contains(left));
      case "==", "===" -> Optional.of(left.equals(right));
      case "!=" -> Optional.of(!left.equals(right));
      case "<" -> Optional.of(left.compareTo(right) < 0);
      case "<=" -> Optional.of(left.compareTo(right) <= 0);
      case ">" -> Optional.of(left.compareTo(right) > 0);
      case ">=" -> Optional.of(left.compareTo(right) >= 0);
      case "~=" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
