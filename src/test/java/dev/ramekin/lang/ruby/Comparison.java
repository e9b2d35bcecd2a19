package dev.ramekin.lang.ruby;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what a drawn text gives here against what it gives in the real thing. */
interface Comparison {
  Pattern EXCEPTION = Pattern.compile("^([A-Z]\\w*(?:::\\w+)*): .*", Pattern.DOTALL);

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

  /** Runs a text in both. */
  Outcome compare(String text);

  /** Compares a text, or an exception with its class, from here and from the real thing. */
  static Verdict verdict(String here, String real) {
    if (here.equals(real)) {
      return Verdict.SAME;
    }
    Matcher own = EXCEPTION.matcher(here);
    Matcher other = EXCEPTION.matcher(real);
    return own.matches() && other.matches() && own.group(1).equals(other.group(1))
        ? Verdict.OTHER_WORDS
        : Verdict.DIFFERENT;
  }
}
