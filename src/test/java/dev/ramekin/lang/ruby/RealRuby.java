package dev.ramekin.lang.ruby;

import java.util.List;
import org.jruby.Ruby;
import org.jruby.RubyInstanceConfig;
import org.jruby.runtime.builtin.IRubyObject;

/** Runs the same expressions in JRuby; one instance for all tests. */
final class RealRuby implements Oracle {
  private static final String PRELUDE =
      """
      require 'set'
      require 'json'
      def __evaluate__(source)
        $VERBOSE = nil
        eval(source, TOPLEVEL_BINDING.dup).inspect
      rescue Exception => e
        "#{e.class}: #{e.message}"
      end
      """;

  private static final RealRuby ONLY = new RealRuby();
  private final Ruby ruby;

  private RealRuby() {
    RubyInstanceConfig config = new RubyInstanceConfig();
    config.setArgv(new String[0]);
    config.setCompileMode(RubyInstanceConfig.CompileMode.OFF);
    config.setDisableGems(true);
    ruby = Ruby.newInstance(config);
    ruby.evalScriptlet(PRELUDE);
  }

  static RealRuby get() {
    return ONLY;
  }

  /** Returns {@code inspect} of an expression's value, or {@code Class: message}. */
  @Override
  public String inspect(String expression) {
    IRubyObject source = ruby.newString(expression);
    return ruby.getTopSelf()
        .callMethod(ruby.getCurrentContext(), "__evaluate__", source)
        .toString();
  }

  /** Returns the results of several expressions. */
  List<String> inspectAll(List<String> expressions) {
    return expressions.stream().map(this::inspect).toList();
  }
}
