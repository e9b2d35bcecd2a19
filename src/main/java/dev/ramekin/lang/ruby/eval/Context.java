package dev.ramekin.lang.ruby.eval;

import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.Visibility;
import java.util.Optional;

/**
 * What surrounds a piece of code while it is evaluated.
 *
 * @param file the file it stands in
 * @param self the receiver
 * @param scope its local variables
 * @param nesting the modules around it, for constants
 * @param definee where {@code def} defines; empty means on the singleton class of self
 * @param activation the method it belongs to; empty outside of methods
 * @param returns what {@code return} jumps to
 * @param loop what {@code break} and {@code next} jump to
 * @param mode how {@code def} defines at the moment
 */
record Context(
    String file,
    RubyValue self,
    Scope scope,
    Nesting nesting,
    Optional<RubyModule> definee,
    Optional<Activation> activation,
    Object returns,
    Object loop,
    DefinitionMode mode) {

  /** What {@code private} and {@code module_function} without arguments switch. */
  static final class DefinitionMode {
    private Visibility visibility = Visibility.PUBLIC;
    private boolean moduleFunction;

    Visibility visibility() {
      return visibility;
    }

    boolean moduleFunction() {
      return moduleFunction;
    }

    void set(Visibility newVisibility, boolean newModuleFunction) {
      visibility = newVisibility;
      moduleFunction = newModuleFunction;
    }
  }

  /** Returns the same code with another self and another place for definitions. */
  Context evaluating(RubyValue newSelf, Optional<RubyModule> newDefinee) {
    return new Context(
        file, newSelf, scope, nesting, newDefinee, activation, returns, loop, new DefinitionMode());
  }

  /** Returns the context of a block's body. */
  Context block(Object newReturns, Object newLoop) {
    return new Context(
        file, self, scope.inner(), nesting, definee, activation, newReturns, newLoop, mode);
  }

  /** Returns the context of a method's body that is a block. */
  Context method(Activation newActivation) {
    return new Context(
        file, self, scope, nesting, definee, Optional.of(newActivation), returns, loop, mode);
  }

  /** Returns the context of a loop's body. */
  Context loop(Object newLoop) {
    return new Context(file, self, scope, nesting, definee, activation, returns, newLoop, mode);
  }
}
