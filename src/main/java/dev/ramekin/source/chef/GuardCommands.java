package dev.ramekin.source.chef;

import dev.ramekin.lang.Budget;
import dev.ramekin.source.chef.GuardShell.Node;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Decides shell commands of guards by what earlier operations have left: tests of files, programs,
 * packages, accounts, services, and {@code grep} in files whose content is known.
 */
final class GuardCommands {
  /**
   * What a command would say.
   *
   * @param holds whether it ends with 0
   * @param sure false when a bare host would say so, and a package or command may have changed it
   */
  record Outcome(boolean holds, boolean sure) {
    /** Returns what is certain. */
    Optional<Boolean> known() {
      return sure ? Optional.of(holds) : Optional.empty();
    }

    private Outcome not() {
      return new Outcome(!holds, sure);
    }
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");
  private static final Pattern ENTRY = Pattern.compile("\\^?([a-z_][a-z0-9_-]*):?");
  private static final List<String> PROGRAM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final Pattern OF_PACKAGES =
      Pattern.compile(
          "/(?:usr/)?s?bin/([^/]+)|/etc/(?:init\\.d/|default/)?([^/]+)(?:/.*)?"
              + "|/usr/(?:share|lib)/([^/]+)(?:/.*)?|/var/lib/([^/]+)(?:/.*)?");
  private static final Set<String> QUIET = Set.of("-q", "--quiet");

  private final HostState state;
  private final Budget budget;
  private final Optional<String> cwd;

  /**
   * @param budget what patterns may use up
   * @param cwd the folder that paths are relative to
   */
  GuardCommands(HostState state, Budget budget, Optional<String> cwd) {
    this.state = state;
    this.budget = budget;
    this.cwd = cwd;
  }

  private Optional<String> absolute(String path) {
    return path.startsWith("/")
        ? Optional.of(path.replaceFirst("(?<=.)/+$", ""))
        : cwd.map(it -> it.replaceFirst("/+$", "") + "/" + path.replaceFirst("^\\./", ""));
  }

  /** Decides a command; empty when only a running host knows. */
  Optional<Outcome> decide(String command) {
    return GuardShell.parse(command).flatMap(this::of);
  }

  private Optional<Outcome> of(Node node) {
    if (node instanceof Node.Not not) {
      return of(not.node()).map(Outcome::not);
    }
    if (node instanceof Node.And and) {
      return both(of(and.left()), of(and.right()), false);
    }
    if (node instanceof Node.Or or) {
      return both(of(or.left()), of(or.right()), true);
    }
    if (node instanceof Node.Pipe pipe) {
      return piped(pipe);
    }
    return simple(((Node.Command) node).words());
  }

  /**
   * Joins two outcomes.
   *
   * @param enough the outcome of one that decides for both
   */
  private static Optional<Outcome> both(
      Optional<Outcome> left, Optional<Outcome> right, boolean enough) {
    for (Optional<Outcome> one : List.of(left, right)) {
      if (one.isPresent() && one.get().holds() == enough && one.get().sure()) {
        return one;
      }
    }
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean decides = left.get().holds() == enough || right.get().holds() == enough;
    return Optional.of(new Outcome(decides == enough, left.get().sure() && right.get().sure()));
  }

  private Optional<Outcome> simple(List<String> words) {
    List<String> rest = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "true", ":" -> sure(true);
      case "false" -> sure(false);
      case "sudo" ->
          rest.isEmpty() || rest.get(0).startsWith("-") ? Optional.empty() : simple(rest);
      case "test" -> test(rest);
      case "[" -> closed(rest, "]").flatMap(this::test);
      case "[[" -> closed(rest, "]]").flatMap(this::test);
      case "which", "type", "hash" -> last(rest).flatMap(this::program);
      case "command" ->
          rest.size() == 2 && rest.get(0).equals("-v") ? program(rest.get(1)) : none();
      case "ls", "stat" -> rest.size() == 1 ? path("-e", rest.get(0)) : none();
      case "dpkg" -> isOne(rest, "-s", "-l", "--status") ? installed(rest.get(1)) : none();
      case "dpkg-query" -> rest.size() > 1 ? last(rest).flatMap(this::installed) : none();
      case "rpm" -> isOne(rest, "-q", "--query", "-qi") ? installed(rest.get(1)) : none();
      case "id" -> last(rest).flatMap(name -> account(HostState.USER, name));
      case "getent" -> getent(rest);
      case "systemctl" -> systemctl(rest);
      case "service" -> isStatus(rest) ? running(rest.get(0)) : none();
      case "pgrep", "pidof" -> last(rest).flatMap(this::running);
      case "grep", "fgrep", "egrep" -> grep(words);
      default -> none();
    };
  }

  private static Optional<Outcome> none() {
    return Optional.empty();
  }

  private static Optional<Outcome> sure(boolean holds) {
    return Optional.of(new Outcome(holds, true));
  }

  private static Optional<Outcome> likely(boolean holds) {
    return Optional.of(new Outcome(holds, false));
  }

  private static boolean isOne(List<String> words, String... options) {
    return words.size() == 2 && List.of(options).contains(words.get(0));
  }

  private static boolean isStatus(List<String> words) {
    return words.size() == 2 && words.get(1).equals("status");
  }

  private static Optional<String> last(List<String> words) {
    return words.isEmpty() || words.get(words.size() - 1).startsWith("-")
        ? Optional.empty()
        : Optional.of(words.get(words.size() - 1));
  }

  private static Optional<List<String>> closed(List<String> words, String bracket) {
    return last(words).filter(bracket::equals).map(it -> words.subList(0, words.size() - 1));
  }

  private Optional<Outcome> test(List<String> words) {
    if (words.size() > 1 && words.get(0).equals("!")) {
      return test(words.subList(1, words.size())).map(Outcome::not);
    }
    for (String joint : List.of("-a", "-o", "&&", "||")) {
      int at = words.indexOf(joint);
      if (at > 0 && at < words.size() - 1) {
        return both(
            test(words.subList(0, at)),
            test(words.subList(at + 1, words.size())),
            joint.equals("-o") || joint.equals("||"));
      }
    }
    if (words.size() == 3) {
      return switch (words.get(1)) {
        case "=", "==" -> sure(words.get(0).equals(words.get(2)));
        case "!=" -> sure(!words.get(0).equals(words.get(2)));
        default -> none();
      };
    }
    return words.size() == 2 ? path(words.get(0), words.get(1)) : none();
  }

  private Optional<Outcome> path(String operator, String path) {
    if (operator.equals("-n") || operator.equals("-z")) {
      return sure(path.isEmpty() == operator.equals("-z"));
    }
    return absolute(path).flatMap(it -> file(operator, it));
  }

  private Optional<Outcome> file(String operator, String path) {
    Optional<Boolean> file = state.isFile(path);
    Optional<Boolean> folder = state.isDirectory(path);
    return switch (operator) {
      case "-d" -> known(folder, path);
      case "-f" -> known(file, path);
      case "-e", "-r" -> exists(path);
      case "-L", "-h" -> link(path, file.or(() -> folder).isPresent());
      case "-s" -> notEmpty(path, file.orElse(false));
      case "-x" -> folder.orElse(false) ? sure(true) : executable(path, file.orElse(false));
      default -> none();
    };
  }

  private Optional<Outcome> link(String path, boolean other) {
    return state.isLink(path) || other ? sure(state.isLink(path)) : likely(false);
  }

  private Optional<Outcome> notEmpty(String path, boolean there) {
    return state
        .read(path)
        .map(it -> new Outcome(!it.isEmpty(), true))
        .or(() -> there ? none() : likely(isOfAPackage(path)));
  }

  private Optional<Outcome> executable(String path, boolean there) {
    return there
        ? state.isExecutable(path).map(it -> new Outcome(it, true))
        : likely(isOfAPackage(path));
  }

  private Optional<Outcome> known(Optional<Boolean> value, String path) {
    return value.map(it -> new Outcome(it, true)).or(() -> likely(isOfAPackage(path)));
  }

  private Optional<Outcome> exists(String path) {
    boolean there = state.isFile(path).orElse(false) || state.isDirectory(path).orElse(false);
    boolean gone = state.isDirectory(path).isPresent() && !there;
    return there || gone ? sure(there) : likely(isOfAPackage(path));
  }

  /** A program, or a folder a package usually brings, by the package's name. */
  private boolean isOfAPackage(String path) {
    Matcher place = OF_PACKAGES.matcher(path);
    return place.matches()
        && IntStream.rangeClosed(1, place.groupCount())
            .mapToObj(place::group)
            .filter(Objects::nonNull)
            .anyMatch(state::hasPackageFor);
  }

  private Optional<Outcome> program(String name) {
    if (!NAME.matcher(name).matches()) {
      return name.startsWith("/") ? path("-x", name) : none();
    }
    boolean made =
        PROGRAM_FOLDERS.stream().anyMatch(it -> state.isFile(it + "/" + name).orElse(false));
    return made ? sure(true) : likely(state.hasPackageFor(name));
  }

  private Optional<Outcome> installed(String name) {
    return NAME.matcher(name).matches()
        ? state.is(HostState.PACKAGE, name).map(it -> new Outcome(it, true)).or(() -> likely(false))
        : none();
  }

  private Optional<Outcome> account(String kind, String name) {
    return NAME.matcher(name).matches()
        ? state.is(kind, name).map(it -> new Outcome(it, true)).or(() -> likely(false))
        : none();
  }

  private Optional<Outcome> getent(List<String> words) {
    if (words.size() != 2) {
      return none();
    }
    return switch (words.get(0)) {
      case "passwd", "shadow" -> account(HostState.USER, words.get(1));
      case "group" -> account(HostState.GROUP, words.get(1));
      default -> none();
    };
  }

  private Optional<Outcome> systemctl(List<String> words) {
    List<String> plain = words.stream().filter(it -> !QUIET.contains(it)).toList();
    if (plain.size() != 2) {
      return none();
    }
    return switch (plain.get(0)) {
      case "is-active", "status" -> running(plain.get(1));
      case "is-enabled" -> service(HostState.ENABLED, plain.get(1));
      default -> none();
    };
  }

  private Optional<Outcome> running(String name) {
    return service(HostState.STARTED, name);
  }

  /** Nothing runs while an image is built; the host would have had it by now. */
  private Optional<Outcome> service(String kind, String name) {
    return likely(state.is(kind, name.replaceFirst("\\.service$", "")).orElse(false));
  }

  private Optional<Outcome> grep(List<String> words) {
    return Grep.of(words)
        .filter(it -> it.files().size() == 1)
        .flatMap(it -> lookedFor(it, it.files().get(0)));
  }

  private Optional<Outcome> lookedFor(Grep grep, String file) {
    return absolute(file).flatMap(it -> found(grep, it));
  }

  private Optional<Outcome> found(Grep grep, String path) {
    Matcher entry = ENTRY.matcher(grep.pattern());
    if ((path.equals("/etc/passwd") || path.equals("/etc/group")) && entry.matches()) {
      String kind = path.endsWith("group") ? HostState.GROUP : HostState.USER;
      return account(kind, entry.group(1)).map(it -> grep.inverted() ? it.not() : it);
    }
    Optional<String> content = state.read(path);
    if (content.isEmpty()) {
      return state.isFile(path).isPresent() ? none() : likely(false);
    }
    return content.get().contains(PropertyValues.MARKER)
        ? none()
        : sure(grep.finds(content.get(), budget));
  }

  /** {@code cat FILE | grep x}, {@code dpkg -l x | grep x}. */
  private Optional<Outcome> piped(Node.Pipe pipe) {
    if (!(pipe.from() instanceof Node.Command from) || !(pipe.to() instanceof Node.Command to)) {
      return none();
    }
    Optional<Grep> grep = Grep.of(to.words()).filter(it -> it.files().isEmpty());
    if (grep.isEmpty()) {
      return none();
    }
    List<String> rest = from.words().subList(1, from.words().size());
    return switch (from.words().get(0)) {
      case "cat" -> rest.size() == 1 ? lookedFor(grep.get(), rest.get(0)) : none();
      case "echo" -> sure(grep.get().finds(String.join(" ", rest), budget));
      case "dpkg", "dpkg-query", "rpm" -> packages(rest, grep.get());
      case "getent" -> users(rest, grep.get());
      default -> none();
    };
  }

  private Optional<Outcome> packages(List<String> options, Grep grep) {
    Optional<String> named = options.size() > 1 ? last(options) : Optional.empty();
    Matcher entry = ENTRY.matcher(grep.pattern());
    boolean lists =
        options.equals(List.of("-l"))
            || options.equals(List.of("-qa"))
            || options.equals(List.of("--get-selections"));
    if (grep.inverted() || named.isEmpty() && !(lists && entry.matches())) {
      return none();
    }
    return installed(named.orElseGet(() -> entry.group(1)));
  }

  private Optional<Outcome> users(List<String> options, Grep grep) {
    Matcher entry = ENTRY.matcher(grep.pattern());
    boolean whole = options.size() == 1 && entry.matches() && !grep.inverted();
    return whole ? getent(List.of(options.get(0), entry.group(1))) : none();
  }
}
