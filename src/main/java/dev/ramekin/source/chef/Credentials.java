package dev.ramekin.source.chef;

import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import dev.ramekin.model.Content;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells credentials by the name of their attribute, marks texts made of them, and takes them out of
 * file contents again.
 */
final class Credentials {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:.*[_-])?(?:password|passwd|passphrase|pass|pwd|secret|token|api_?key|secret_?key"
              + "|secret_?key_?base|private_?key|access_?key|auth_?key|encryption_?key|credential)s?"
              + "(?:_(?:hash|digest|base64))?");

  /** Every name above holds one of these: they are quickly looked for. */
  private static final List<String> HINTS =
      List.of("pass", "pwd", "secret", "token", "key", "credential");

  private static final Pattern NOT_A_VALUE =
      Pattern.compile(
          "/.*|~/.*|true|false|yes|no|on|off|none|nil|null|default|auto|enabled|disabled|[0-9]{1,5}|x|\\*|!|[a-z]:\\\\.*|https?://[^@]*");
  private static final Pattern IN_ADDRESS =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/:@\\s]*:([^/@\\s]+)@.*", Pattern.DOTALL);

  /** Texts too common to be a secret: hiding them would hide everything. */
  private static final Pattern TELLS_NOTHING =
      Pattern.compile("\\s*|.{1,2}|true|false|yes|no|on|off|none|nil|null");

  private static final Set<String> PART_OF_IT = Set.of("[]", "fetch", "dig", "read");
  private static final Set<String> THE_SAME =
      Set.of("to_hash", "to_h", "to_s", "to_str", "raw_data", "strip", "chomp", "dup", "clone");

  private final Map<String, Secret> secrets = new LinkedHashMap<>();

  /** Returns all secrets seen, by name. */
  List<Secret> all() {
    return List.copyOf(secrets.values());
  }

  /** Adds a secret whose value the source does not hold. */
  String reference(List<String> path, Origin origin) {
    String name = nameOf(path);
    secrets.putIfAbsent(name, new Secret(name, Optional.empty(), origin));
    return name;
  }

  /**
   * Returns an unknown that stands for a secret the source does not hold. As a text it is a
   * placeholder, which {@link #content} turns into a reference.
   */
  UnknownValue unseen(List<String> path, Unknown cause) {
    String name = reference(path, cause.origin());
    Set<String> taints = Set.of(name);
    RubyString text = new RubyString(placeholder(name), taints);
    return new UnknownValue(cause, Optional.empty(), List.of(text), taints);
  }

  private static String placeholder(String name) {
    return "RAMEKIN_SECRET(" + name + ")";
  }

  /**
   * Returns what a call on an unseen secret gives when that is clear: a part of it is a secret of
   * its own; its text without white space around it is taken to be the same.
   */
  Optional<RubyValue> askedOfUnseen(UnknownValue unseen, String method, List<RubyValue> arguments) {
    if (unseen.taints().size() != 1 || unseen.parts().size() != 1) {
      return Optional.empty();
    }
    boolean keys =
        !arguments.isEmpty()
            && arguments.stream()
                .allMatch(it -> it instanceof RubyString || it instanceof RubySymbol);
    if (PART_OF_IT.contains(method) && keys) {
      List<String> path = new ArrayList<>(unseen.taints());
      List<RubyValue> steps = method.equals("fetch") ? arguments.subList(0, 1) : arguments;
      steps.forEach(step -> path.add(Plain.text(step)));
      return Optional.of(unseen(path, unseen.cause()));
    }
    return THE_SAME.contains(method) && arguments.isEmpty()
        ? Optional.of(unseen)
        : Optional.empty();
  }

  /** Makes every text in a value a secret, whatever its key; changes the value itself. */
  void markAll(RubyValue value, List<String> path, Origin origin) {
    if (value instanceof RubyHash hash) {
      hash.map().forEach((key, item) -> markAll(item, append(path, Plain.text(key)), origin));
    } else if (value instanceof RubyArray array) {
      array.list().forEach(item -> markAll(item, path, origin));
    } else if (value instanceof RubyString string
        && !TELLS_NOTHING.matcher(string.text()).matches()) {
      string.taint(Set.of(register(path, string.text(), origin)));
    }
  }

  /** Marks the credentials in a value that was read from a path; changes the value itself. */
  void mark(RubyValue value, List<String> path, Origin origin) {
    if (value instanceof RubyHash hash) {
      hash.map().forEach((key, item) -> mark(item, append(path, Plain.text(key)), origin));
    } else if (value instanceof RubyArray array) {
      array.list().forEach(item -> mark(item, path, origin));
    } else if (value instanceof RubyString string && !path.isEmpty()) {
      markText(string, path, origin);
    }
  }

  private void markText(RubyString string, List<String> path, Origin origin) {
    String text = string.text();
    if (isCredential(path.get(path.size() - 1), text)) {
      string.taint(Set.of(register(path, text, origin)));
    } else if (text.contains("://")) {
      markAddress(string, path, origin);
    }
  }

  private void markAddress(RubyString string, List<String> path, Origin origin) {
    Matcher address = IN_ADDRESS.matcher(string.text());
    if (address.matches()) {
      string.taint(Set.of(register(append(path, "password"), address.group(1), origin)));
    }
  }

  /** Returns whether a value under this key is a credential. */
  static boolean isCredential(String key, String value) {
    String name = key.toLowerCase(Locale.ROOT);
    return HINTS.stream().anyMatch(name::contains)
        && NAME.matcher(name).matches()
        && !value.isBlank()
        && value.length() > 2
        && !NOT_A_VALUE.matcher(value).matches();
  }

  private String register(List<String> path, String value, Origin origin) {
    String base = nameOf(path);
    String name = base;
    for (int number = 2; ; number++) {
      Secret present = secrets.get(name);
      if (present == null) {
        secrets.put(name, new Secret(name, Optional.of(value), origin));
        return name;
      }
      if (present.value().filter(value::equals).isPresent()) {
        return name;
      }
      name = base + "_" + number;
    }
  }

  private static String nameOf(List<String> path) {
    String joined = String.join("_", path).replaceAll("([a-z0-9])([A-Z])", "$1_$2");
    return joined.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }

  private static List<String> append(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /**
   * Returns a text as file content: each secret's value becomes a reference. A text that was made
   * from a secret but does not show its value, such as a digest of it, becomes a secret as a whole.
   */
  Content content(RubyString string, Origin origin) {
    String text = string.text();
    if (string.taints().isEmpty()) {
      return new Content.Inline(text);
    }
    List<Content.Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    boolean found = false;
    for (int index = 0; index < text.length(); ) {
      Optional<Secret> here = secretAt(text, index, string.taints());
      if (here.isEmpty()) {
        literal.append(text.charAt(index++));
        continue;
      }
      flush(literal, parts);
      parts.add(new Content.Part.Reference(here.get().name()));
      index += shownAs(here.get()).length();
      found = true;
    }
    if (!found) {
      String base = String.join("_", new TreeSet<>(string.taints())) + "_derived";
      return new Content.WithSecrets(
          List.of(new Content.Part.Reference(register(List.of(base), text, origin))));
    }
    flush(literal, parts);
    return new Content.WithSecrets(parts);
  }

  private static String shownAs(Secret secret) {
    return secret.value().orElseGet(() -> placeholder(secret.name()));
  }

  private Optional<Secret> secretAt(String text, int index, Set<String> taints) {
    Optional<Secret> longest = Optional.empty();
    for (String name : new TreeSet<>(taints)) {
      Secret secret = secrets.get(name);
      String value = secret == null ? "" : shownAs(secret);
      boolean longer =
          value.length() > longest.map(Credentials::shownAs).map(String::length).orElse(0);
      if (longer && text.startsWith(value, index)) {
        longest = Optional.ofNullable(secret);
      }
    }
    return longest;
  }

  private static void flush(StringBuilder literal, List<Content.Part> parts) {
    if (literal.length() > 0) {
      parts.add(new Content.Part.Text(literal.toString()));
      literal.setLength(0);
    }
  }
}
