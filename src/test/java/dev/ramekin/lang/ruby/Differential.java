package dev.ramekin.lang.ruby;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what an expression gives here against what a real Ruby gives. */
final class Differential {
  /** How the two stand to each other. */
  enum Verdict {
    SAME,
    /** It is no Ruby, or never ends. */
    INVALID,
    /** It is unknown here: nothing false is said. */
    UNDECIDED,
    /** Both raise, with other words. */
    OTHER_WORDS,
    DIFFERENT
  }

  /** What both gave. */
  record Outcome(Verdict verdict, String here, String real) {}

  private static final Pattern EXCEPTION =
      Pattern.compile("^([A-Z]\\w*(?:::\\w+)*): .*", Pattern.DOTALL);
  private static final Pattern ADDRESS = Pattern.compile(":0x[0-9a-f]+|0x[0-9a-f]{8,}");

  private static final Pattern NAME = Pattern.compile("(?<=[Mm]ade)\\d+");

  private final Oracle oracle;
  private int number;

  Differential(Oracle oracle) {
    this.oracle = oracle;
  }

  /** Runs an expression in both; its names {@code made} and {@code Made} are new ones each time. */
  Outcome compare(String template) {
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
      return new Outcome(verdict(raised, real), raised, real);
    } catch (BudgetExceededException exceeded) {
      return new Outcome(Verdict.DIFFERENT, exceeded.what(), real);
    } catch (RuntimeException crash) {
      return new Outcome(
          Verdict.DIFFERENT, "crash: " + crash + " " + crash.getStackTrace()[0], real);
    } catch (AssertionError refused) {
      return new Outcome(Verdict.DIFFERENT, "not parsed", real);
    }
  }

  private static Verdict verdict(String here, String real) {
    if (here.equals(real)) {
      return Verdict.SAME;
    }
    Matcher own = EXCEPTION.matcher(here);
    Matcher other = EXCEPTION.matcher(real);
    return own.matches() && other.matches() && own.group(1).equals(other.group(1))
        ? Verdict.OTHER_WORDS
        : Verdict.DIFFERENT;
  }

  private static String plain(String text) {
    return NAME.matcher(ADDRESS.matcher(text).replaceAll("")).replaceAll("");
  }
}
