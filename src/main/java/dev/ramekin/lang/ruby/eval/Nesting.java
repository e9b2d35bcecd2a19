package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyModule;
import java.util.Optional;

/** The modules whose bodies surround a piece of code, innermost first; the last is Object. */
record Nesting(RubyModule module, Optional<Nesting> outer) {
  Nesting inner(RubyModule body) {
    return new Nesting(body, Optional.of(this));
  }
}
