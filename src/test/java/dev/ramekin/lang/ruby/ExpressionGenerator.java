package dev.ramekin.lang.ruby;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Draws small expressions over the supported core. */
final class ExpressionGenerator {
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "-3",
          "42",
          "2.5",
          "-0.5",
          "'abc'",
          "''",
          "'Hello World'",
          "'a,b;c'",
          "'12ab'",
          ":sym",
          ":b",
          "nil",
          "true",
          "false",
          "[]",
          "[1, 2, 3]",
          "[3, nil, 'x']",
          "['b', 'a', 'b']",
          "[[1, 2], [3]]",
          "{}",
          "{a: 1, b: 2}",
          "{'k' => [1, nil]}",
          "(1..4)",
          "(1...3)",
          "('a'..'d')",
          "/[a-c]+/",
          "[:a, :b]",
          "{1 => 'x', nil => 2}");

  private static final List<String> PLAIN_METHODS =
      List.of(
          "to_s",
          "inspect",
          "to_a",
          "to_i",
          "to_f",
          "to_sym",
          "length",
          "size",
          "upcase",
          "downcase",
          "capitalize",
          "reverse",
          "first",
          "last",
          "sort",
          "uniq",
          "flatten",
          "compact",
          "keys",
          "values",
          "empty?",
          "nil?",
          "strip",
          "chars",
          "lines",
          "max",
          "min",
          "sum",
          "abs",
          "succ",
          "even?",
          "zero?",
          "to_h",
          "invert",
          "swapcase",
          "chop",
          "squeeze",
          "hex",
          "ord",
          "frozen?",
          "class",
          "dup",
          "round",
          "floor",
          "ceil",
          "count",
          "entries",
          "minmax",
          "any?",
          "all?",
          "none?",
          "split",
          "join",
          "transpose",
          "rotate",
          "freeze",
          "itself");

  private static final List<String> METHODS_WITH_ARGUMENT =
      List.of(
          "+",
          "-",
          "*",
          "==",
          "<=>",
          "===",
          "&",
          "|",
          "<",
          "include?",
          "index",
          "[]",
          "eql?",
          "start_with?",
          "split",
          "join",
          "push",
          "fetch",
          "key?",
          "merge",
          "delete",
          "first",
          "take",
          "drop",
          "zip",
          "dig",
          "is_a?",
          "=~",
          "partition",
          "sub",
          "concat",
          "values_at",
          "tr",
          "ljust",
          "rjust",
          "each_slice",
          "at",
          "<<",
          "equal?",
          "to_s",
          "%",
          "/",
          "center",
          "between?",
          "casecmp?",
          "respond_to?",
          "instance_of?",
          "delete_prefix",
          "product",
          "index",
          "member?",
          "key",
          "chomp",
          "round",
          "flatten",
          "union",
          "difference",
          "end_with?",
          "scan",
          "match?",
          "slice",
          "insert");

  private static final List<String> BLOCKS =
      List.of(
          "{ |x| x }",
          "{ |x| x.to_s }",
          "{ |x, y| [y, x] }",
          "{ |x| x.nil? }",
          "{ 1 }",
          "{ |x| [x].flatten.first.to_s }",
          "{ |x| x == 1 }",
          "(&:to_s)",
          "{ |*x| x.length }");

  private static final List<String> METHODS_WITH_BLOCK =
      List.of(
          "map",
          "select",
          "reject",
          "find",
          "group_by",
          "partition",
          "sort_by",
          "min_by",
          "max_by",
          "each_with_index",
          "flat_map",
          "count",
          "any?",
          "all?",
          "none?",
          "each",
          "to_h",
          "sum",
          "uniq",
          "take_while",
          "drop_while",
          "find_index",
          "each_with_object([])",
          "inject",
          "transform_values",
          "transform_keys",
          "filter_map",
          "then",
          "tap",
          "times",
          "gsub(/./)",
          "each_char",
          "map.with_index",
          "each_slice(2)",
          "fetch(9)",
          "delete_if",
          "cycle(1)",
          "one?",
          "reduce(0)",
          "each_cons(2)",
          "zip([1])",
          "collect");

  private ExpressionGenerator() {}

  static Arbitrary<String> expressions() {
    return Arbitraries.integers().between(0, 3).flatMap(ExpressionGenerator::ofDepth);
  }

  private static Arbitrary<String> ofDepth(int depth) {
    Arbitrary<String> literal = Arbitraries.of(LITERALS);
    if (depth == 0) {
      return literal;
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> ofDepth(depth - 1));
    return Arbitraries.oneOf(
        Combinators.combine(inner, Arbitraries.of(PLAIN_METHODS))
            .as((receiver, method) -> receiver + "." + method),
        Combinators.combine(inner, Arbitraries.of(METHODS_WITH_ARGUMENT), literal)
            .as(
                (receiver, method, argument) ->
                    receiver + ".send(:" + quote(method) + ", " + argument + ")"),
        Combinators.combine(inner, Arbitraries.of(METHODS_WITH_BLOCK), Arbitraries.of(BLOCKS))
            .as(ExpressionGenerator::withBlock),
        Combinators.combine(inner, literal).as((left, right) -> "[" + left + ", " + right + "]"),
        Combinators.combine(inner, literal)
            .as((left, right) -> "(" + left + ".itself ? " + right + " : 'no')"),
        inner.map(value -> "\"<#{" + value + "}>\""));
  }

  private static String quote(String method) {
    return "'" + method + "'";
  }

  private static String withBlock(String receiver, String method, String block) {
    boolean passed = block.startsWith("(&");
    boolean arguments = method.endsWith(")");
    return passed && arguments
        ? receiver + "." + method.substring(0, method.length() - 1) + ", &:to_s)"
        : receiver + "." + method + (passed ? block : " " + block);
  }
}
