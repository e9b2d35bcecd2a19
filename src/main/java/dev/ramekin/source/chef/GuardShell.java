package dev.ramekin.source.chef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the shell commands of guards that a person can decide by looking: simple commands with
 * words, {@code !}, {@code &&}, {@code ||}, groups, pipes. Redirections of output are left out.
 */
final class GuardShell {
  /** What a command is made of. */
  sealed interface Node {
    /**
     * A command and its arguments.
     *
     * @param words each as the shell would hand it over
     */
    record Command(List<String> words) implements Node {
      public Command {
        words = List.copyOf(words);
      }
    }

    /** A command whose exit status is turned round. */
    record Not(Node node) implements Node {}

    /** Both, the second only after the first. */
    record And(Node left, Node right) implements Node {}

    /** One of both, the second only when the first fails. */
    record Or(Node left, Node right) implements Node {}

    /** Commands of which each reads what the one before writes. */
    record Pipe(Node from, Node to) implements Node {}
  }

  /** A mark for words whose text only a running shell knows. */
  private static final class NotPlain extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final int DEEPEST = 50;
  private static final String EXPANDED = "$`*?~{}[]#&";

  private final List<String> tokens;
  private int index;
  private int depth;

  private GuardShell(List<String> tokens) {
    this.tokens = tokens;
  }

  /** Reads a command; empty when it holds anything else. */
  static Optional<Node> parse(String command) {
    try {
      GuardShell shell = new GuardShell(new Lexer(command).tokens());
      Node node = shell.list();
      return shell.index == shell.tokens.size() ? Optional.of(node) : Optional.empty();
    } catch (NotPlain notPlain) {
      return Optional.empty();
    }
  }

  private String peek() {
    return index < tokens.size() ? tokens.get(index) : "";
  }

  private boolean take(String token) {
    boolean there = peek().equals(token);
    index += there ? 1 : 0;
    return there;
  }

  private Node list() {
    if (++depth > DEEPEST) {
      throw new NotPlain();
    }
    Node node = pipe();
    while (true) {
      if (take("\0&&")) {
        node = new Node.And(node, pipe());
      } else if (take("\0||")) {
        node = new Node.Or(node, pipe());
      } else {
        take("\0;");
        depth--;
        return node;
      }
    }
  }

  private Node pipe() {
    if (take("\0!")) {
      return new Node.Not(pipe());
    }
    Node node = one();
    while (take("\0|")) {
      node = new Node.Pipe(node, one());
    }
    return node;
  }

  private Node one() {
    for (String[] brackets : new String[][] {{"\0(", "\0)"}, {"\0{", "\0}"}}) {
      if (take(brackets[0])) {
        Node inner = list();
        if (!take(brackets[1])) {
          throw new NotPlain();
        }
        return inner;
      }
    }
    List<String> words = new ArrayList<>();
    while (!peek().isEmpty() && !peek().startsWith("\0")) {
      words.add(tokens.get(index++).substring(1));
    }
    if (words.isEmpty()) {
      throw new NotPlain();
    }
    return new Node.Command(words);
  }

  /** Splits a command: words begin with a blank, operators with a zero. */
  private static final class Lexer {
    private static final Pattern REDIRECTION =
        Pattern.compile("(?:[12]?>>?|&>)\\s*(?:&[12]|/dev/null)");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
      this.text = text.strip();
    }

    private List<String> tokens() {
      while (at < text.length()) {
        char next = text.charAt(at);
        if (next == ' ' || next == '\t') {
          at++;
        } else if (!redirection() && !operator()) {
          word();
        }
      }
      return tokens;
    }

    /** {@code >/dev/null}, {@code 2>&1}, {@code &>/dev/null}. */
    private boolean redirection() {
      var matcher = REDIRECTION.matcher(text).region(at, text.length());
      boolean found = matcher.lookingAt();
      at = found ? matcher.end() : at;
      return found;
    }

    private boolean operator() {
      for (String operator : List.of("&&", "||", "|", ";", "(", ")")) {
        if (text.startsWith(operator, at)) {
          tokens.add("\0" + operator);
          at += operator.length();
          return true;
        }
      }
      boolean first = tokens.isEmpty() || tokens.get(tokens.size() - 1).startsWith("\0");
      for (String word : first ? List.of("!", "{", "}") : List.<String>of()) {
        boolean alone = at + 1 >= text.length() || " \t;".indexOf(text.charAt(at + 1)) >= 0;
        if (text.startsWith(word, at) && alone) {
          tokens.add("\0" + word);
          at++;
          return true;
        }
      }
      return false;
    }

    private void word() {
      StringBuilder word = new StringBuilder();
      while (at < text.length() && " \t|;()".indexOf(text.charAt(at)) < 0) {
        char next = text.charAt(at++);
        if (next == '\'') {
          word.append(until('\''));
        } else if (next == '"') {
          word.append(doubleQuoted());
        } else if (next == '\\' && at < text.length()) {
          word.append(text.charAt(at++));
        } else if (isPlain(next, word)) {
          word.append(next);
        } else {
          throw new NotPlain();
        }
      }
      tokens.add(" " + word);
    }

    /** A bracket alone is the command of that name. */
    private boolean isPlain(char next, StringBuilder word) {
      boolean bracket = (next == '[' || next == ']') && (word.isEmpty() || "[".contentEquals(word));
      return next >= ' ' && next != '>' && next != '<' && (bracket || EXPANDED.indexOf(next) < 0)
          || next == ']' && "]".contentEquals(word);
    }

    private String until(char quote) {
      int end = text.indexOf(quote, at);
      if (end < 0) {
        throw new NotPlain();
      }
      String inside = text.substring(at, end);
      at = end + 1;
      return inside;
    }

    private String doubleQuoted() {
      StringBuilder inside = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        char next = text.charAt(at++);
        if (next == '$' || next == '`') {
          throw new NotPlain();
        }
        boolean escape =
            next == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0;
        inside.append(escape ? text.charAt(at++) : next);
      }
      if (at++ >= text.length()) {
        throw new NotPlain();
      }
      return inside.toString();
    }
  }
}
