package dev.ramekin.plan;

import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.WriteFile;
import dev.ramekin.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds where a service's configuration names a neighbour on its own host, or another host, and
 * puts the neighbour's service name there. Evidence is needed: the port the neighbour listens on, a
 * word that means it on the line or in the address, or a port setting close by. Without any, the
 * address stays and a finding says so.
 */
final class Addresses {
  private static final String LOOPBACK = "(?:127\\.0\\.0\\.1|localhost)";
  private static final Pattern WITH_PORT =
      Pattern.compile("(?<![\\w.-])" + LOOPBACK + ":(\\d{2,5})\\b");
  private static final Pattern WITH_PORT_APART =
      Pattern.compile("([\"'])" + LOOPBACK + "\\1(\\s*,\\s*)(\\d{2,5})\\b");
  private static final Pattern IN_ADDRESS =
      Pattern.compile("\\b(\\w+)(\\+\\w+)?://([^/\\s@\"']*@)?" + LOOPBACK + "(?![\\w.:])");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?i)([\\w.-]*(?:host|server|address|addr|endpoint|bind|listen)[\\w.-]*[\"']?\\s*(?:=>|[:=\\s])\\s*[\"']?)"
              + LOOPBACK
              + "(?![\\w.:])");
  private static final Pattern PORT_SETTING =
      Pattern.compile("(?i)port[\\w.-]*[\"']?\\s*(?:=>|[:=\\s])\\s*[\"']?(\\d{2,5})\\b");
  private static final Pattern IN_URL = Pattern.compile("\\w://[^/\\s\"']*$");
  private static final int LINES_AROUND = 3;

  private final List<Draft> drafts;
  private final List<Host> hosts;
  private final List<Finding> findings;

  Addresses(List<Draft> drafts, List<Host> hosts, List<Finding> findings) {
    this.drafts = List.copyOf(drafts);
    this.hosts = List.copyOf(hosts);
    this.findings = findings;
  }

  /** Rewrites the configuration of all services and notes who needs whom. */
  void rewrite() {
    for (Draft draft : drafts) {
      List<Operation> operations = new ArrayList<>();
      for (Operation operation : draft.operations) {
        operations.add(
            operation instanceof WriteFile file
                ? Texts.with(
                    file, changed(draft, file.content(), file.provenance().origin(), file.path()))
                : operation);
      }
      draft.operations = operations;
      draft.unitText =
          draft.unitText.map(
              content -> changed(draft, content, draft.workload.origin(), draft.name + ".service"));
    }
  }

  private Content changed(Draft draft, Content content, Origin origin, String file) {
    return Texts.map(content, text -> new Rewriting(draft, origin, file, text).run());
  }

  /** The rewriting of one text. */
  private final class Rewriting {
    private final Draft draft;
    private final Origin origin;
    private final String file;
    private final String whole;
    private final List<Draft> neighbours;

    Rewriting(Draft draft, Origin origin, String file, String whole) {
      this.draft = draft;
      this.origin = origin;
      this.file = file;
      this.whole = whole;
      this.neighbours = drafts.stream().filter(draft::neighbourOf).toList();
    }

    String run() {
      String text = sockets(whole);
      text = withLine(WITH_PORT, text, this::withPort);
      text = withLine(WITH_PORT_APART, text, this::withPortApart);
      text = replace(IN_ADDRESS, text, this::inAddress);
      text = lines(text);
      return otherHosts(text);
    }

    private String sockets(String text) {
      String result = text;
      for (Draft other : neighbours) {
        for (String socket :
            other.workload.entry().map(it -> it.network().sockets()).orElse(List.of())) {
          Matcher matcher = Pattern.compile("unix:(?://)?" + socket).matcher(result);
          if (matcher.find() && !other.ports.isEmpty()) {
            use(other, matcher.group());
            result = matcher.replaceAll(other.name + ":" + other.ports.get(0));
          }
        }
      }
      return result;
    }

    private String withLine(
        Pattern pattern, String text, BiFunction<MatchResult, String, Optional<String>> change) {
      return replace(pattern, text, match -> change.apply(match, lineBefore(text, match.start())));
    }

    private Optional<String> withPort(MatchResult match, String before) {
      int port = Integer.parseInt(match.group(1));
      if (draft.ports.contains(port)) {
        return isForOthers(port) && listens(before)
            ? Optional.of("0.0.0.0:" + port)
            : Optional.empty();
      }
      return neighbours.stream()
          .filter(other -> other.ports.contains(port))
          .findFirst()
          .map(other -> use(other, match.group()) + ":" + port);
    }

    /**
     * Whether a line goes on with an address that is listened on: its setting says so, or it stands
     * in a configuration of the service's own and in no URL, which is asked.
     */
    private boolean listens(String before) {
      return bindsItself(before) || isOwnFile() && !IN_URL.matcher(before).find();
    }

    /** Whether the text is the unit of a service, or a file where the service keeps its own. */
    private boolean isOwnFile() {
      return draft.workload.entry().isEmpty()
          || draft.workload.paths().stream().anyMatch(own -> Paths.below(file, own));
    }

    /**
     * Whether others reach one of its own ports: a port that is what the service is for, or one
     * that a neighbour's configuration names. A further one, such as a page of statistics, stays as
     * it is.
     */
    private boolean isForOthers(int port) {
      List<Integer> shipped =
          draft.workload.entry().stream()
              .flatMap(entry -> entry.network().ports().stream())
              .map(it -> it.number())
              .toList();
      Pattern number = Pattern.compile("(?<!\\d)" + port + "(?!\\d)");
      return draft.workload.entry().isEmpty()
          || shipped.contains(port)
          || draft.ports.size() == 1
          || neighbours.stream()
              .flatMap(other -> other.texts().stream())
              .anyMatch(text -> number.matcher(text).find());
    }

    private Optional<String> withPortApart(MatchResult match, String before) {
      int port = Integer.parseInt(match.group(3));
      String quote = match.group(1);
      Optional<String> name =
          draft.ports.contains(port) && isForOthers(port) && listens(before)
              ? Optional.of("0.0.0.0")
              : byPort(port).map(other -> use(other, match.group()));
      return name.map(it -> quote + it + quote + match.group(2) + port);
    }

    private Optional<String> inAddress(MatchResult match) {
      String scheme = match.group(1).toLowerCase(Locale.ROOT);
      return byWord(scheme)
          .map(
              other ->
                  match
                      .group()
                      .replaceFirst(
                          LOOPBACK + "$", Matcher.quoteReplacement(use(other, match.group()))));
    }

    private String lines(String text) {
      String[] lines = text.split("\n", -1);
      for (int index = 0; index < lines.length; index++) {
        int at = index;
        lines[index] = replace(SETTING, lines[index], match -> setting(match, lines, at));
      }
      return String.join("\n", lines);
    }

    private Optional<String> setting(MatchResult match, String[] lines, int index) {
      if (lines[index].stripLeading().startsWith("#")) {
        return Optional.empty();
      }
      Optional<Integer> port = portNear(lines, index);
      if (port.filter(draft.ports::contains).isPresent() || bindsItself(match.group(1))) {
        return draft.workload.entry().isPresent()
            ? Optional.empty()
            : Optional.of(match.group(1) + "0.0.0.0");
      }
      Optional<Draft> other =
          port.flatMap(this::byPort)
              .or(() -> byWord(lines[index]))
              .or(() -> byWord(Paths.last(file)))
              .or(this::onlyOneNamed);
      if (other.isEmpty() && !neighbours.isEmpty()) {
        findings.add(
            Finding.warning(
                    "localhost",
                    origin,
                    file + " of " + draft.name + " says '" + match.group().strip() + "'")
                .advise(
                    "Nothing shows which neighbour is meant; inside the container it means "
                        + draft.name
                        + " itself."));
      }
      return other.map(it -> match.group(1) + use(it, match.group().strip()));
    }

    private boolean bindsItself(String key) {
      String lower = key.toLowerCase(Locale.ROOT);
      return lower.contains("bind") || lower.contains("listen");
    }

    private Optional<Integer> portNear(String[] lines, int index) {
      for (int distance = 0; distance <= LINES_AROUND; distance++) {
        for (int at : new TreeSet<>(List.of(index + distance, index - distance)).descendingSet()) {
          if (at >= 0 && at < lines.length) {
            Matcher matcher = PORT_SETTING.matcher(lines[at]);
            if (matcher.find()) {
              return Optional.of(Integer.valueOf(matcher.group(1)));
            }
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Draft> byPort(int port) {
      return neighbours.stream().filter(other -> other.ports.contains(port)).findFirst();
    }

    private Optional<Draft> byWord(String text) {
      List<Draft> found = neighbours.stream().filter(other -> names(text, other)).toList();
      return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Optional<Draft> onlyOneNamed() {
      return byWord(whole);
    }

    private String otherHosts(String text) {
      String result = text;
      for (Host host : hosts) {
        for (String name : names(host)) {
          Pattern pattern =
              Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?::(\\d{2,5}))?(?![\\w.-])");
          result =
              replace(
                  pattern,
                  result,
                  match ->
                      draft.hosts.contains(host.name()) ? onOwnHost(match) : onHost(match, host));
        }
      }
      return result;
    }

    /** The own host's name with a neighbour's port means the neighbour; else it is left alone. */
    private Optional<String> onOwnHost(MatchResult match) {
      return Optional.ofNullable(match.group(1))
          .map(Integer::valueOf)
          .flatMap(port -> byPort(port).map(other -> use(other, match.group()) + ":" + port));
    }

    private Optional<String> onHost(MatchResult match, Host host) {
      List<Draft> there = drafts.stream().filter(it -> it.hosts.contains(host.name())).toList();
      Optional<Integer> port = Optional.ofNullable(match.group(1)).map(Integer::valueOf);
      Optional<Draft> other =
          port.isPresent()
              ? there.stream().filter(it -> it.ports.contains(port.get())).findFirst()
              : there.stream()
                  .filter(it -> there.size() == 1 || names(lineOf(match), it))
                  .findFirst();
      if (other.isEmpty()) {
        findings.add(
            Finding.warning(
                "other-host",
                origin,
                file + " of " + draft.name + " names the host '" + match.group() + "'"));
      }
      return other.map(it -> use(it, match.group()) + port.map(number -> ":" + number).orElse(""));
    }

    private static String lineBefore(String text, int end) {
      return text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
    }

    private String lineOf(MatchResult match) {
      int start = whole.lastIndexOf('\n', Math.min(match.start(), whole.length() - 1)) + 1;
      int end = whole.indexOf('\n', start);
      return whole.substring(start, end < 0 ? whole.length() : end);
    }

    private String use(Draft other, String what) {
      if (other != draft && draft.dependsOn.add(other.name)) {
        findings.add(
            Finding.note(
                "coupling",
                origin,
                file
                    + " of "
                    + draft.name
                    + " says '"
                    + what
                    + "', which is the service "
                    + other.name));
      }
      return other.name;
    }
  }

  private static boolean names(String text, Draft draft) {
    String lower = text.toLowerCase(Locale.ROOT);
    return draft.words().stream()
        .anyMatch(
            word ->
                Pattern.compile("(?<![a-z0-9])" + Pattern.quote(word) + "(?![a-z0-9])")
                    .matcher(lower.replace('_', ' '))
                    .find());
  }

  private static List<String> names(Host host) {
    return Stream.of(
            Stream.of(host.name()),
            fact(host, "fqdn"),
            fact(host, "hostname"),
            fact(host, "ipaddress"))
        .flatMap(it -> it)
        .filter(name -> name.matches(".*[\\d.-].*"))
        .distinct()
        .sorted((left, right) -> right.length() - left.length())
        .toList();
  }

  private static Stream<String> fact(Host host, String key) {
    return host.facts().get(key) instanceof String text && !text.startsWith("127.")
        ? Stream.of(text)
        : Stream.empty();
  }

  private interface Replacement {
    Optional<String> of(MatchResult match);
  }

  private static String replace(Pattern pattern, String text, Replacement replacement) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement.of(match).orElse(match.group())));
  }
}
