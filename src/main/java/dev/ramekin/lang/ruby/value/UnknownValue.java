package dev.ramekin.lang.ruby.value;

import dev.ramekin.lang.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value that cannot be known without running something or looking at the host.
 *
 * @param cause why
 * @param assumed what it would be on a bare host, when that is clear; never itself unknown
 * @param parts for a text of which only some parts are unknown, all its parts in order
 * @param taints names of the secrets it was built from
 */
public record UnknownValue(
    Unknown cause, Optional<RubyValue> assumed, List<RubyValue> parts, Set<String> taints)
    implements RubyValue {
  public UnknownValue {
    parts = List.copyOf(parts);
    taints = Set.copyOf(taints);
  }

  /** Returns an unknown of which nothing can be assumed. */
  public static UnknownValue because(Unknown cause) {
    return new UnknownValue(cause, Optional.empty(), List.of(), Set.of());
  }

  /** Returns an unknown that would be the given value on a bare host. */
  public static UnknownValue assuming(Unknown cause, RubyValue assumed) {
    return new UnknownValue(cause, Optional.of(assumed), List.of(), Set.of());
  }

  /** Returns another unknown with the same cause and taints. */
  public UnknownValue with(Optional<RubyValue> value) {
    return value.isPresent() && value.get() instanceof UnknownValue
        ? (UnknownValue) value.get()
        : new UnknownValue(cause, value, List.of(), taints);
  }

  /** The default rule: a text is true, what is assumed is as it is; with nothing assumed, false. */
  @Override
  public boolean truthy() {
    return assumed.isPresent() ? assumed.get().truthy() : !parts.isEmpty();
  }
}
