package dev.ramekin.freeze;

import dev.ramekin.model.lock.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stage asks for as the lock writes it. A request that could be frozen for some of the
 * architectures only names them as Debian policy 7.1 does: {@code numad [amd64 arm64]}.
 */
final class RequestWords {
  private static final Pattern RESTRICTED =
      Pattern.compile("(?<word>\\S+) \\[(?<names>[^\\]]*)\\]");

  private RequestWords() {}

  /** Returns the words that count for an architecture, without the restriction. */
  static List<String> of(Architecture architecture, List<String> words) {
    List<String> result = new ArrayList<>();
    for (String word : words) {
      Matcher matcher = RESTRICTED.matcher(word);
      if (!matcher.matches()) {
        result.add(word);
      } else if (List.of(matcher.group("names").split(" ")).contains(architecture.debian())) {
        result.add(matcher.group("word"));
      }
    }
    return result;
  }

  /** Returns the words of all architectures together, in the order of the first that has them. */
  static List<String> merge(Map<Architecture, List<String>> words) {
    Map<String, List<Architecture>> holders = new LinkedHashMap<>();
    words.forEach(
        (architecture, own) ->
            own.forEach(
                word -> holders.computeIfAbsent(word, it -> new ArrayList<>()).add(architecture)));
    return holders.entrySet().stream()
        .map(it -> it.getKey() + restriction(it.getValue(), words.size()).orElse(""))
        .toList();
  }

  private static Optional<String> restriction(List<Architecture> holders, int all) {
    return holders.size() == all
        ? Optional.empty()
        : Optional.of(
            Stream.of(holders)
                .flatMap(List::stream)
                .map(Architecture::debian)
                .collect(Collectors.joining(" ", " [", "]")));
  }
}
