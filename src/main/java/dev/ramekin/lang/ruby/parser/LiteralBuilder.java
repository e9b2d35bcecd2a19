package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.grammar.RubyParserBaseVisitor;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Numbers, strings, symbols, words and regular expressions. */
abstract class LiteralBuilder extends RubyParserBaseVisitor<RubyNode> {
  final TreeBuilder tree;

  LiteralBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  // Numbers

  @Override
  public RubyNode visitNumberLiteral(NumberLiteralContext context) {
    Span span = Spans.of(context);
    String written = context.number.getText();
    boolean negative = context.negative != null;
    if (written.endsWith("r") || written.endsWith("i")) {
      return otherNumber(span, negative ? "-" + written : written);
    }
    String text = written.replace("_", "").toLowerCase(Locale.ROOT);
    if (context.number.getType() == RubyParser.FLOAT) {
      double value = Double.parseDouble(text);
      return new RubyNode.Float(span, negative ? -value : value);
    }
    BigInteger value = BigInteger.ZERO;
    try {
      value = integer(text);
    } catch (NumberFormatException malformed) {
      tree.errors.add(span.line(), span.column(), "'" + written + "' is not a number");
    }
    return new RubyNode.Int(span, negative ? value.negate() : value);
  }

  /** Rational and imaginary numbers are made from their texts. */
  private static RubyNode otherNumber(Span span, String text) {
    boolean rational = text.endsWith("r");
    String digits = rational ? text.substring(0, text.length() - 1) : text;
    return new RubyNode.Call(
        span,
        Optional.empty(),
        rational ? "Rational" : "Complex",
        List.of(new RubyNode.Str(span, digits)),
        Optional.empty(),
        Optional.empty(),
        false,
        true);
  }

  private static BigInteger integer(String text) {
    if (text.length() < 2 || text.charAt(0) != '0') {
      return new BigInteger(text);
    }
    int radix =
        switch (text.charAt(1)) {
          case 'x' -> 16;
          case 'b' -> 2;
          case 'd' -> 10;
          default -> 8;
        };
    String digits = Character.isDigit(text.charAt(1)) ? text : text.substring(2);
    return new BigInteger(digits, radix);
  }

  /** Returns a negative number without its sign, for {@code -2 ** 2}; empty for others. */
  static Optional<RubyNode> withoutSign(RubyNode node) {
    if (node instanceof RubyNode.Int number && number.value().signum() < 0) {
      return Optional.of(new RubyNode.Int(number.span(), number.value().negate()));
    }
    return node instanceof RubyNode.Float number && number.value() < 0
        ? Optional.of(new RubyNode.Float(number.span(), -number.value()))
        : Optional.empty();
  }

  // Symbols

  @Override
  public RubyNode visitSymbolLiteral(SymbolLiteralContext context) {
    return new RubyNode.Symbol(Spans.of(context), context.name.getText().substring(1));
  }

  @Override
  public RubyNode visitSymbolStringLiteral(SymbolStringLiteralContext context) {
    SymbolStringContext string = context.name;
    return symbol(Spans.of(context), parts(string.start, string.parts));
  }

  /** Returns the text of a quoted symbol that names a method. */
  String name(SymbolStringContext context) {
    return symbol(Spans.of(context), parts(context.start, context.parts))
            instanceof RubyNode.Symbol symbol
        ? symbol.name()
        : "";
  }

  /** Builds the key of {@code "key": value}. */
  RubyNode label(LabelStringContext context) {
    return symbol(Spans.of(context), parts(context.start, context.parts));
  }

  private static RubyNode symbol(Span span, List<RubyNode> parts) {
    RubyNode string = string(span, parts);
    return string instanceof RubyNode.Str plain
        ? new RubyNode.Symbol(span, plain.value())
        : new RubyNode.DynamicSymbol(span, parts);
  }

  // Strings

  @Override
  public RubyNode visitStringLiteral(StringLiteralContext context) {
    if (context.strings.size() == 1) {
      return string(Spans.of(context), parts(context.strings.get(0)));
    }
    List<RubyNode> parts = new ArrayList<>();
    for (StringContext string : context.strings) {
      parts.addAll(parts(string));
    }
    return string(Spans.of(context), parts);
  }

  private List<RubyNode> parts(StringContext context) {
    return switch (context.start.getType()) {
      case RubyParser.CHARACTER -> {
        String text = context.start.getText().substring(1);
        yield List.of(new RubyNode.Str(Spans.of(context), Escapes.resolve(text)));
      }
      case RubyParser.HEREDOC_BEGIN -> heredoc(context);
      default -> parts(context.start, context.parts);
    };
  }

  @Override
  public RubyNode visitShellLiteral(ShellLiteralContext context) {
    return new RubyNode.ShellStr(Spans.of(context), merged(parts(context.start, context.parts)));
  }

  @Override
  public RubyNode visitRegexpLiteral(RegexpLiteralContext context) {
    String end = context.close.getText();
    Escapes.Style style = delimiter(end.charAt(0));
    List<RubyNode> parts = new ArrayList<>();
    for (PartContext part : context.parts) {
      parts.add(part(part, style));
    }
    return new RubyNode.Regex(
        Spans.of(context), merged(parts), end.isEmpty() ? "" : end.substring(1));
  }

  /** The sign that ends a pattern needs no backslash in it, unless it has a meaning of its own. */
  private static Escapes.Style delimiter(char end) {
    return text ->
        "$*+.?^|)]}>".indexOf(end) < 0 ? text.replace("\\" + end, String.valueOf(end)) : text;
  }

  @Override
  public RubyNode visitWordsLiteral(WordsLiteralContext context) {
    boolean symbols = context.getStart().getText().toLowerCase(Locale.ROOT).charAt(1) == 'i';
    List<RubyNode> words = new ArrayList<>();
    for (WordContext word : context.words) {
      Span span = Spans.of(word);
      List<RubyNode> parts = parts(context.start, word.parts);
      words.add(symbols ? symbol(span, parts) : string(span, parts));
    }
    return new RubyNode.Array(Spans.of(context), words);
  }

  private List<RubyNode> heredoc(StringContext context) {
    String begin = context.getStart().getText();
    boolean raw = begin.indexOf('\'') > 0;
    List<RubyNode> parts = new ArrayList<>();
    Dedent dedent = begin.charAt(2) == '~' ? Dedent.of(context.parts) : Dedent.NONE;
    for (PartContext part : context.parts) {
      boolean interpolation = part.text == null;
      parts.add(
          part(
              part,
              text -> {
                String dedented = dedent.apply(text);
                return raw ? dedented : Escapes.resolve(dedented);
              }));
      if (interpolation) {
        dedent.skip();
      }
    }
    return parts;
  }

  private List<RubyNode> parts(Token begin, List<PartContext> contexts) {
    Escapes.Style style = Escapes.style(begin.getText());
    return TreeBuilder.nodes(contexts, context -> part(context, style));
  }

  private RubyNode part(PartContext context, Escapes.Style decode) {
    Span span = Spans.of(context);
    if (context.text != null) {
      return new RubyNode.Str(span, decode.apply(context.text.getText()));
    }
    if (context.content != null) {
      return tree.statements(context.content);
    }
    String name = context.variable.getText().substring(1);
    return new RubyNode.Sequence(span, List.of(variable(span, name)));
  }

  private static RubyNode variable(Span span, String name) {
    if (name.startsWith("@@")) {
      return new RubyNode.ClassVar(span, name.substring(2));
    }
    return name.startsWith("@")
        ? new RubyNode.InstanceVar(span, name.substring(1))
        : new RubyNode.Global(span, name);
  }

  private static RubyNode string(Span span, List<RubyNode> parts) {
    if (parts.size() == 1 && parts.get(0) instanceof RubyNode.Str only) {
      return new RubyNode.Str(span, only.value());
    }
    List<RubyNode> merged = merged(parts);
    if (merged.isEmpty()) {
      return new RubyNode.Str(span, "");
    }
    return merged.size() == 1 && merged.get(0) instanceof RubyNode.Str only
        ? new RubyNode.Str(span, only.value())
        : new RubyNode.DynamicStr(span, merged);
  }

  /** Joins neighbouring texts. */
  private static List<RubyNode> merged(List<RubyNode> parts) {
    List<RubyNode> merged = new ArrayList<>(parts.size());
    for (RubyNode part : parts) {
      int last = merged.size() - 1;
      if (part instanceof RubyNode.Str text && text.value().isEmpty()) {
        continue;
      }
      if (last >= 0
          && part instanceof RubyNode.Str text
          && merged.get(last) instanceof RubyNode.Str before) {
        Span span = Spans.join(before, text);
        merged.set(last, new RubyNode.Str(span, before.value() + text.value()));
      } else {
        merged.add(part);
      }
    }
    return merged;
  }
}
