package dev.ramekin.lang.ruby;

import dev.ramekin.lang.erb.ErbTemplate.Dialect;
import dev.ramekin.lang.ruby.Comparison.Outcome;
import dev.ramekin.lang.ruby.Comparison.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Runs many drawn texts here and in the real thing. Arguments: the grammar's file, {@code jruby} or
 * {@code ruby} for expressions, {@code erubis} or {@code erb} for templates, a seed, how many, and
 * {@code words} to list exceptions with other words too. Prints every new difference at its
 * smallest; exits 1 when there is one.
 */
public final class GeneratedMain {
  private static final int DEEPEST = 5;
  private static final int MOST_DIFFERENCES = 400;

  private GeneratedMain() {}

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    Grammar grammar = new Grammar(Files.readString(Path.of(arguments[0])));
    Random random = new Random(Long.parseLong(arguments[2]));
    int count = Integer.parseInt(arguments[3]);
    boolean words = arguments.length > 4;
    Comparison differential = comparison(arguments[1]);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    Set<String> found = new LinkedHashSet<>();
    for (int number = 0; number < count && found.size() < MOST_DIFFERENCES; number++) {
      Grammar.Derivation drawn = grammar.draw("Program", 1 + random.nextInt(DEEPEST), random);
      Verdict verdict = differential.compare(drawn.toString()).verdict();
      verdicts.merge(verdict, 1, Integer::sum);
      if (verdict == Verdict.DIFFERENT || words && verdict == Verdict.OTHER_WORDS) {
        String smallest =
            grammar.shrink(drawn, it -> differential.compare(it).verdict() == verdict).toString();
        if (found.add(smallest)) {
          Outcome outcome = differential.compare(smallest);
          System.out.printf(
              "%s%n    here: %s%n    real: %s%n", smallest, outcome.here(), outcome.real());
        }
      }
    }
    System.out.println(verdicts + ", " + found.size() + " different ones");
    System.exit(found.isEmpty() ? 0 : 1);
  }

  private static Comparison comparison(String name) throws IOException {
    return switch (name) {
      case "jruby" -> new Differential(RealRuby.get());
      case "ruby" -> new Differential(new SystemRuby());
      case "erubis" -> templates(Dialect.ERUBIS);
      case "erb" -> templates(Dialect.DASH);
      default -> throw new IllegalArgumentException("neither jruby, ruby, erubis nor erb: " + name);
    };
  }

  private static Comparison templates(Dialect dialect) throws IOException {
    TemplateDifferential templates = new TemplateDifferential(new SystemRuby(), dialect);
    if (!templates.isPresent()) {
      throw new IllegalStateException("Ruby has no library for " + dialect);
    }
    return templates;
  }
}
