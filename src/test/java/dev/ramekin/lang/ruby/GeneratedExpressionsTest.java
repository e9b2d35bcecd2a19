package dev.ramekin.lang.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.lang.Budget;
import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.Questions;
import dev.ramekin.lang.ruby.eval.Hooks;
import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.parser.RubyParsing;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Properties of evaluating expressions that nobody wrote. Two things are not compared: how soon a
 * method notices an argument of a wrong type, and the class of an exception, in which JRuby itself
 * differs from MRI.
 */
class GeneratedExpressionsTest {
  private static final Pattern WRONG_TYPE = Pattern.compile("^TypeError: ");
  private static final Pattern EXCEPTION =
      Pattern.compile("^[A-Z]\\w*(Error|Exception|Iteration): ");

  @Provide
  Arbitrary<String> expressions() {
    return ExpressionGenerator.expressions();
  }

  @Property(tries = 3_000, seed = "20261124")
  void aGeneratedExpressionGivesWhatRealRubyGives(@ForAll("expressions") String expression) {
    Evaluation here = Evaluation.begin();
    String real = RealRuby.get().inspect(expression);
    if (WRONG_TYPE.matcher(real).find()) {
      return;
    }
    try {
      RubyValue value = here.value(expression);
      RubyValue shown = here.ruby().send(value, "inspect");
      boolean undecided =
          shown instanceof UnknownValue
              || shown.toString().contains("#<")
              || real.contains("#<Class:0x")
              || !here.ruby().questions().asked().isEmpty();
      if (!undecided) {
        assertThat(shown.toString()).as(expression).isEqualTo(real);
      }
    } catch (RubyError error) {
      boolean wrongType = error.className().equals("TypeError");
      assertThat(wrongType || EXCEPTION.matcher(real).find())
          .as("%s raises %s; real Ruby gives %s", expression, error, real)
          .isTrue();
    }
  }

  @Provide
  Arbitrary<String> mangled() {
    return ExpressionGenerator.expressions()
        .flatMap(
            text ->
                Arbitraries.integers()
                    .between(0, text.length())
                    .flatMap(
                        at ->
                            Arbitraries.strings()
                                .withChars("()[]{}|&.:'\"#\\ \nadefndo@$%<>=!?1,;")
                                .ofMaxLength(4)
                                .map(noise -> text.substring(0, at) + noise + text.substring(at))));
  }

  @Property(tries = 2_000)
  void noTextCrashesOrHangsTheEvaluator(@ForAll("mangled") String text) {
    Budget budget = new Budget(new Budget.Limits(50_000, 200, 100_000, 10_000, 1_000_000));
    Evaluation small =
        new Evaluation(Ruby.start(budget, new Questions(Map.of()), Hooks.NONE, HostView.NOTHING));
    var parsed = RubyParsing.parse("noise.rb", text);
    if (parsed.errors().isEmpty()) {
      try {
        small.ruby().load("noise.rb", parsed.program());
      } catch (RubyError | BudgetExceededException expected) {
        assertThat(expected.toString()).isNotEmpty();
      }
    }
  }
}
