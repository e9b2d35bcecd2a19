package dev.ramekin.source.chef;

import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.Unknown;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.value.RubyModule;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Libraries that the source requires but does not hold: gems. A module that the source opens under
 * the name of one has methods that nobody here knows.
 */
final class OutsideLibraries implements Restorable {
  private final Interpreter ruby;
  private final Set<String> builtIn;
  private Set<String> required = new HashSet<>();

  OutsideLibraries(Interpreter ruby) {
    this.ruby = ruby;
    this.builtIn = Set.copyOf(ruby.model().object().constants().keySet());
  }

  /** Takes note that {@code docker} or {@code docker/image} is required. */
  void require(String feature) {
    String library = plain(feature.split("/", 2)[0]);
    ruby.touch(this);
    if (!required.add(library)) {
      return;
    }
    ruby.model().object().constants().entrySet().stream()
        .filter(it -> plain(it.getKey()).equals(library) && !builtIn.contains(it.getKey()))
        .forEach(
            it -> {
              if (it.getValue() instanceof RubyModule module) {
                ruby.touch(module);
                module.doubtful(why(it.getKey()));
              }
            });
  }

  /** Returns why not all of a new module of the top level is known. */
  Optional<Unknown> doubt(String module) {
    return required.contains(plain(module)) ? Optional.of(why(module)) : Optional.empty();
  }

  private Unknown why(String module) {
    return new Unknown("the library of " + module + " is not in the source", ruby.origin());
  }

  private static String plain(String name) {
    return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public Runnable snapshot() {
    Set<String> old = new HashSet<>(required);
    return () -> required = old;
  }
}
