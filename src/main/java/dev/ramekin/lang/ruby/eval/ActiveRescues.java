package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The {@code rescue} clauses around what is being evaluated. */
public final class ActiveRescues {
  private final Deque<Predicate<RubyObject>> active = new ArrayDeque<>();

  ActiveRescues() {}

  /** Evaluates a body whose exceptions a clause may catch. */
  <T> T around(Predicate<RubyObject> catches, Supplier<T> body) {
    active.push(catches);
    try {
      return body.get();
    } finally {
      active.pop();
    }
  }

  /** Returns whether the source is prepared for an exception here. */
  public boolean await(RubyError error) {
    return active.stream().anyMatch(it -> it.test(error.exception()));
  }
}
