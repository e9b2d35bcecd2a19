package dev.ramekin.lang.ruby;

import dev.ramekin.lang.erb.ErbTemplate;
import dev.ramekin.lang.erb.ErbTemplate.Dialect;
import dev.ramekin.lang.ruby.eval.RubyError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Holds what a template gives here against what Erubis or Ruby's own ERB makes of it. */
final class TemplateDifferential implements Comparison {
  /** Under Ruby's own ERB such a comment takes the rest of the template's line with it. */
  private static final Pattern COMMENT = Pattern.compile("<%[^#=%][^%]*#");

  private final Oracle oracle;
  private final Dialect dialect;

  TemplateDifferential(Oracle oracle, Dialect dialect) {
    this.oracle = oracle;
    this.dialect = dialect;
  }

  /** Returns whether the real thing is there. */
  boolean isPresent() {
    String library = dialect == Dialect.ERUBIS ? "erubis" : "erb";
    return !oracle.inspect("require '" + library + "'").startsWith("LoadError");
  }

  @Override
  public Outcome compare(String template) {
    String real = oracle.inspect(rendering(template));
    boolean swallows = dialect == Dialect.DASH && COMMENT.matcher(template).find();
    if (swallows || real.startsWith("SyntaxError") || real.startsWith("Timeout::Error")) {
      return new Outcome(Verdict.INVALID, "", real);
    }
    String here = rendered(template);
    return new Outcome(Comparison.verdict(here, real), here, real);
  }

  private String rendering(String template) {
    String encoded = Base64.getEncoder().encodeToString(template.getBytes(StandardCharsets.UTF_8));
    String text = "'" + encoded + "'.unpack1('m').force_encoding('UTF-8')";
    return dialect == Dialect.ERUBIS
        ? "Erubis::Eruby.new(" + text + ").result(Object.new.instance_eval { binding })"
        : "ERB.new(" + text + ", trim_mode: '-').result(Object.new.instance_eval { binding })";
  }

  private String rendered(String template) {
    String program = ErbTemplate.toRuby(template, dialect) + ".map { |piece| piece.to_s }.join";
    Evaluation here = Evaluation.begin();
    try {
      return here.ruby().inspect(here.value(program));
    } catch (RubyError error) {
      return error.toString();
    } catch (AssertionError refused) {
      return "not parsed";
    }
  }
}
