package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.tree.RubyNode.Parameter;
import dev.ramekin.lang.ruby.tree.RubyNode.Parameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The parameters a block has only by their use in it: {@code _1} to {@code _9}, and {@code it}. */
final class NumberedParameters {
  private static final String LONE = "it";

  /** What an open block without parameters has used so far. */
  private static final class Used {
    int highest;
    boolean lone;
  }

  private final Deque<Used> blocks = new ArrayDeque<>();

  /** A block without parameters begins. */
  void open() {
    blocks.push(new Used());
  }

  /** It ends; returns its parameters. */
  Parameters close() {
    Used used = blocks.pop();
    if (used.highest == 0) {
      return used.lone ? new Parameters(List.of(parameter(LONE))) : Parameters.NONE;
    }
    return new Parameters(
        IntStream.rangeClosed(1, used.highest)
            .mapToObj(number -> parameter("_" + number))
            .toList());
  }

  private static Parameter parameter(String name) {
    return new Parameter(Parameter.Kind.REQUIRED, name, Optional.empty(), Optional.empty());
  }

  /** Returns whether a bare name is such a parameter, and notes that it is used. */
  boolean takes(String name) {
    Used innermost = blocks.peek();
    if (innermost == null) {
      return false;
    }
    if (name.equals(LONE)) {
      innermost.lone = true;
      return true;
    }
    boolean numbered =
        name.length() == 2
            && name.charAt(0) == '_'
            && name.charAt(1) >= '1'
            && name.charAt(1) <= '9';
    if (numbered) {
      innermost.highest = Math.max(innermost.highest, name.charAt(1) - '0');
    }
    return numbered;
  }
}
