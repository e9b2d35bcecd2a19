package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.Hierarchy;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyObject;

/** Asks objects for their own {@code eql?} and {@code hash}. */
record Equality(Interpreter ruby) implements Hierarchy.Equality {
  @Override
  public boolean same(RubyObject left, RubyObject right) {
    return ruby.send(left, "eql?", right).truthy();
  }

  @Override
  public int hash(RubyObject object) {
    return ruby.send(object, "hash") instanceof RubyInteger number ? number.value().hashCode() : 0;
  }
}
