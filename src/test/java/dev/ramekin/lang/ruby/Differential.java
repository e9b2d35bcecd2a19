package dev.ramekin.lang.ruby;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.regex.Pattern;

/** Holds what an expression gives here against what a real Ruby gives. */
final class Differential implements Comparison {
  private static final Pattern ADDRESS = Pattern.compile(":0x[0-9a-f]+|0x[0-9a-f]{8,}");

  private static final Pattern NAME = Pattern.compile("(?<=[Mm]ade)\\d+");

  private final Oracle oracle;
  private int number;

  Differential(Oracle oracle) {
    this.oracle = oracle;
  }

  /** Runs an expression in both; its names {@code made} and {@code Made} are new ones each time. */
  @Override
  public Outcome compare(String template) {
    number++;
    String expression = template.replace("Made", "Made" + number).replace("made", "made" + number);
    String real = plain(oracle.inspect(expression));
    if (real.startsWith("SyntaxError") || real.startsWith("Timeout::Error")) {
      return new Outcome(Verdict.INVALID, "", real);
    }
    Evaluation here = Evaluation.begin();
    try {
      RubyValue value = here.value(expression);
      RubyValue shown = here.ruby().send(value, "inspect");
      String text = plain(shown.toString());
      boolean undecided =
          shown instanceof UnknownValue || !here.ruby().questions().asked().isEmpty();
      Verdict verdict =
          undecided ? Verdict.UNDECIDED : text.equals(real) ? Verdict.SAME : Verdict.DIFFERENT;
      return new Outcome(verdict, text, real);
    } catch (RubyError error) {
      String raised = plain(error.toString());
      return new Outcome(Comparison.verdict(raised, real), raised, real);
    } catch (BudgetExceededException exceeded) {
      return new Outcome(Verdict.DIFFERENT, exceeded.what(), real);
    } catch (RuntimeException crash) {
      return new Outcome(
          Verdict.DIFFERENT, "crash: " + crash + " " + crash.getStackTrace()[0], real);
    } catch (AssertionError refused) {
      return new Outcome(Verdict.DIFFERENT, "not parsed", real);
    }
  }

  private static String plain(String text) {
    return NAME.matcher(ADDRESS.matcher(text).replaceAll("")).replaceAll("");
  }
}
