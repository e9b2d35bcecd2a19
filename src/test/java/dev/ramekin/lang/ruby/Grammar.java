package dev.ramekin.lang.ruby;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws expressions from a grammar that is written as text: a line {@code Symbol:} and below it,
 * one a line, what the symbol may be; {@code <Symbol>} in there stands for any of another symbol's,
 * {@code ⏎} for a line end, {@code ␍} for a carriage return, {@code ␣} for a blank and {@code ␉}
 * for a tabulator.
 */
final class Grammar {
  private static final Pattern HOLE = Pattern.compile("<([A-Z]\\w*)>");
  private static final int SHRINKING_ROUNDS = 20;

  /**
   * One thing a symbol may be.
   *
   * @param pieces the text around the holes, one more than there are holes
   * @param holes the symbols in the holes
   */
  private record Production(List<String> pieces, List<String> holes) {}

  /** An expression with how it came about. */
  record Derivation(String symbol, int production, List<String> pieces, List<Derivation> parts) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(pieces.get(0));
      for (int index = 0; index < parts.size(); index++) {
        text.append(parts.get(index)).append(pieces.get(index + 1));
      }
      return text.toString();
    }
  }

  private final Map<String, List<Production>> productions = new LinkedHashMap<>();
  private final Map<String, Integer> least = new HashMap<>();

  /** Reads a grammar. */
  Grammar(String text) {
    String symbol = "";
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        add(symbol, characters(line.strip()));
      } else {
        symbol = line.strip().replaceFirst(":$", "");
      }
    }
    productions.values().forEach(list -> list.forEach(this::check));
    measure();
  }

  private static String characters(String text) {
    return text.replace('⏎', '\n').replace('␍', '\r').replace('␣', ' ').replace('␉', '\t');
  }

  private void add(String symbol, String text) {
    List<String> pieces = new ArrayList<>();
    List<String> holes = new ArrayList<>();
    Matcher hole = HOLE.matcher(text);
    int position = 0;
    while (hole.find()) {
      pieces.add(text.substring(position, hole.start()));
      holes.add(hole.group(1));
      position = hole.end();
    }
    pieces.add(text.substring(position));
    productions
        .computeIfAbsent(symbol, it -> new ArrayList<>())
        .add(new Production(List.copyOf(pieces), List.copyOf(holes)));
  }

  private void check(Production production) {
    for (String hole : production.holes()) {
      if (!productions.containsKey(hole)) {
        throw new IllegalArgumentException("the grammar does not say what <" + hole + "> is");
      }
    }
  }

  /** Finds how deep each symbol goes at least. */
  private void measure() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<String, List<Production>> entry : productions.entrySet()) {
        int depth = entry.getValue().stream().mapToInt(this::depth).min().orElseThrow();
        if (depth < least.getOrDefault(entry.getKey(), Integer.MAX_VALUE)) {
          least.put(entry.getKey(), depth);
          changed = true;
        }
      }
    }
  }

  private int depth(Production production) {
    int deepest = 0;
    for (String hole : production.holes()) {
      int inner = least.getOrDefault(hole, Integer.MAX_VALUE);
      deepest = inner == Integer.MAX_VALUE ? inner : Math.max(deepest, inner + 1);
      if (deepest == Integer.MAX_VALUE) {
        return deepest;
      }
    }
    return deepest;
  }

  /** Draws an expression no deeper than asked, unless its symbol needs more. */
  Derivation draw(String symbol, int depth, Random random) {
    List<Production> all = productions.get(symbol);
    int allowed = Math.max(depth, least.get(symbol));
    List<Integer> fitting = new ArrayList<>();
    for (int index = 0; index < all.size(); index++) {
      if (depth(all.get(index)) <= allowed) {
        fitting.add(index);
      }
    }
    int chosen = fitting.get(random.nextInt(fitting.size()));
    Production production = all.get(chosen);
    List<Derivation> parts = new ArrayList<>();
    for (String hole : production.holes()) {
      parts.add(draw(hole, allowed - 1, random));
    }
    return new Derivation(symbol, chosen, production.pieces(), List.copyOf(parts));
  }

  /** Returns a smaller expression that still fails. */
  Derivation shrink(Derivation failing, Predicate<String> fails) {
    Derivation smallest = failing;
    for (int round = 0; round < SHRINKING_ROUNDS; round++) {
      Derivation before = smallest;
      for (Derivation candidate : smaller(before)) {
        if (candidate.toString().length() < smallest.toString().length()
            && fails.test(candidate.toString())) {
          smallest = candidate;
          break;
        }
      }
      if (smallest == before) {
        return smallest;
      }
    }
    return smallest;
  }

  private List<Derivation> smaller(Derivation whole) {
    List<Derivation> all = new ArrayList<>();
    inside(whole, whole.symbol(), all);
    all.remove(whole);
    List<Production> own = productions.get(whole.symbol());
    for (int index = 0; index < own.size(); index++) {
      if (own.get(index).holes().isEmpty()) {
        all.add(new Derivation(whole.symbol(), index, own.get(index).pieces(), List.of()));
      }
    }
    for (int index = 0; index < whole.parts().size(); index++) {
      for (Derivation part : smaller(whole.parts().get(index))) {
        List<Derivation> parts = new ArrayList<>(whole.parts());
        parts.set(index, part);
        all.add(
            new Derivation(whole.symbol(), whole.production(), whole.pieces(), List.copyOf(parts)));
      }
    }
    return all;
  }

  private static void inside(Derivation node, String symbol, List<Derivation> found) {
    if (node.symbol().equals(symbol)) {
      found.add(node);
    }
    node.parts().forEach(part -> inside(part, symbol, found));
  }
}
