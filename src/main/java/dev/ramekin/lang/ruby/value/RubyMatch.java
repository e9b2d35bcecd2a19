package dev.ramekin.lang.ruby.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;

/**
 * What a regular expression matched.
 *
 * @param regexp the expression
 * @param text what it was matched against
 * @param result where
 * @param taints names of the secrets the text was built from
 */
public record RubyMatch(RubyRegexp regexp, String text, MatchResult result, Set<String> taints)
    implements RubyValue {
  /** Returns a group by number; nil when it took no part. */
  public RubyValue group(int number) {
    if (number < 0 || number > result.groupCount()) {
      return RubyNil.NIL;
    }
    String group = result.group(number);
    return group == null ? RubyNil.NIL : new RubyString(group, taints);
  }

  /** Returns a group by name; empty when there is none of that name. */
  public Optional<RubyValue> group(String name) {
    int number = regexp.names().lastIndexOf(name);
    return number < 0 ? Optional.empty() : Optional.of(group(number + 1));
  }

  /** Returns groups from the given number on. */
  public List<RubyValue> groups(int from) {
    List<RubyValue> groups = new ArrayList<>();
    for (int number = from; number <= result.groupCount(); number++) {
      groups.add(group(number));
    }
    return groups;
  }

  /** Returns the last group that took part; nil for none. */
  public RubyValue lastGroup() {
    for (int number = result.groupCount(); number > 0; number--) {
      if (result.group(number) != null) {
        return group(number);
      }
    }
    return RubyNil.NIL;
  }

  /** Returns the text before the match. */
  public RubyString before() {
    return new RubyString(text.substring(0, result.start()), taints);
  }

  /** Returns the text behind the match. */
  public RubyString after() {
    return new RubyString(text.substring(result.end()), taints);
  }
}
