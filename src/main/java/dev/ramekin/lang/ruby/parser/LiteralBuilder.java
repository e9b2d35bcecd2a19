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
final class LiteralBuilder extends RubyParserBaseVisitor<RubyNode> {
  private final TreeBuilder tree;

  LiteralBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  // Numbers

  @Override
  public RubyNode visitNumberLiteral(NumberLiteralContext context) {
    Span span = Spans.of(context);
    String text = context.number.getText().replace("_", "").toLowerCase(Locale.ROOT);
    boolean negative = context.NEGATIVE() != null;
    if (context.number.getType() == RubyParser.FLOAT) {
      double value = Double.parseDouble(text.replaceAll("[ri]", ""));
      return new RubyNode.Float(span, negative ? -value : value);
    }
    BigInteger value = integer(text.replaceAll("[ri]", ""));
    return new RubyNode.Int(span, negative ? value.negate() : value);
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
    return new RubyNode.Symbol(Spans.of(context), context.SYMBOL().getText().substring(1));
  }

  @Override
  public RubyNode visitSymbolStringLiteral(SymbolStringLiteralContext context) {
    SymbolStringContext string = context.symbolString();
    return symbol(Spans.of(context), parts(string.getStart(), string.part()));
  }

  /** Builds the key of {@code "key": value}. */
  RubyNode label(LabelStringContext context) {
    return symbol(Spans.of(context), parts(context.getStart(), context.part()));
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
    List<RubyNode> parts = new ArrayList<>();
    for (StringContext string : context.string()) {
      if (string.CHARACTER() != null) {
        String text = string.CHARACTER().getText().substring(1);
        parts.add(new RubyNode.Str(Spans.of(string), Escapes.resolve(text)));
      } else if (string.HEREDOC_BEGIN() != null) {
        parts.addAll(heredoc(string));
      } else {
        parts.addAll(parts(string.getStart(), string.part()));
      }
    }
    return string(Spans.of(context), parts);
  }

  @Override
  public RubyNode visitShellLiteral(ShellLiteralContext context) {
    return new RubyNode.ShellStr(
        Spans.of(context), merged(parts(context.getStart(), context.part())));
  }

  @Override
  public RubyNode visitRegexpLiteral(RegexpLiteralContext context) {
    String end = context.STRING_END().getText();
    List<RubyNode> parts = new ArrayList<>();
    for (PartContext part : context.part()) {
      parts.add(part(part, text -> text.replace("\\/", "/")));
    }
    return new RubyNode.Regex(
        Spans.of(context), merged(parts), end.isEmpty() ? "" : end.substring(1));
  }

  @Override
  public RubyNode visitWordsLiteral(WordsLiteralContext context) {
    boolean symbols = context.getStart().getText().toLowerCase(Locale.ROOT).charAt(1) == 'i';
    List<RubyNode> words = new ArrayList<>();
    for (WordContext word : context.word()) {
      Span span = Spans.of(word);
      List<RubyNode> parts = parts(context.getStart(), word.part());
      words.add(symbols ? symbol(span, parts) : string(span, parts));
    }
    return new RubyNode.Array(Spans.of(context), words);
  }

  private List<RubyNode> heredoc(StringContext context) {
    String begin = context.getStart().getText();
    boolean raw = begin.indexOf('\'') > 0;
    List<RubyNode> parts = new ArrayList<>();
    Dedent dedent = begin.charAt(2) == '~' ? Dedent.of(context.part()) : Dedent.NONE;
    for (PartContext part : context.part()) {
      boolean interpolation = part.STRING_CONTENT() == null;
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
    List<RubyNode> parts = new ArrayList<>();
    for (PartContext context : contexts) {
      parts.add(part(context, style::apply));
    }
    return parts;
  }

  private RubyNode part(PartContext context, java.util.function.UnaryOperator<String> decode) {
    Span span = Spans.of(context);
    if (context.STRING_CONTENT() != null) {
      return new RubyNode.Str(span, decode.apply(context.STRING_CONTENT().getText()));
    }
    if (context.statements() != null) {
      return tree.statements(context.statements());
    }
    String name = context.INTERPOLATED_VARIABLE().getText().substring(1);
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
    List<RubyNode> merged = new ArrayList<>();
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
