package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code format}, {@code sprintf} and {@code String#%}. Reads a template as {@code rb_str_format}
 * of MRI's sprintf.c does.
 */
final class Formatter {
  private final Call call;
  private final String template;
  private final List<RubyValue> arguments;
  private final TextBuilder text;

  private int position;
  private int next;
  private int numbered;
  private String named = "";

  // The directive that is being read
  private String flags = "";
  private int width;
  private boolean hasWidth;
  private int precision;
  private @Nullable RubyValue value;

  private Formatter(Call call, String template, List<RubyValue> arguments) {
    this.call = call;
    this.template = template;
    this.arguments = arguments;
    this.text = new TextBuilder(call.ruby());
  }

  /** Returns the formatted text; unknown when a shown argument is. */
  static RubyValue format(Call call, String template, List<RubyValue> arguments) {
    return new Formatter(call, template, arguments).run();
  }

  private RubyValue run() {
    while (true) {
      int percent = template.indexOf('%', position);
      text.add(template.substring(position, percent < 0 ? template.length() : percent));
      if (percent < 0) {
        return text.value();
      }
      position = percent + 1;
      directive();
    }
  }

  private RubyError malformed(String message) {
    return call.error("ArgumentError", message);
  }

  private void directive() {
    flags = "";
    width = 0;
    hasWidth = false;
    precision = -1;
    value = null;
    while (true) {
      if (position >= template.length()) {
        throw malformed("incomplete format specifier; use %% (double %) instead");
      }
      char letter = template.charAt(position++);
      switch (letter) {
        case ' ', '#', '+', '-', '0' -> flags += letter;
        case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
        case '*' -> starWidth();
        case '.' -> precision();
        case '<' -> value = byName('<', '>');
        case '{' -> {
          value = byName('{', '}');
          show('s');
          return;
        }
        case '%' -> {
          if (!flags.isEmpty() || hasWidth || precision >= 0 || value != null) {
            throw malformed("invalid format character - %");
          }
          text.add("%");
          return;
        }
        case '\n', '\0' -> {
          if (!flags.isEmpty() || hasWidth || precision >= 0) {
            throw malformed("malformed format string - %" + letter);
          }
          text.add("%" + letter);
          return;
        }
        default -> {
          show(letter);
          return;
        }
      }
    }
  }

  /** A number is a width, or with a dollar sign the place of an argument. */
  private void number() {
    int number = digits(position - 1, "width");
    if (template.startsWith("$", position)) {
      position++;
      if (value != null) {
        throw malformed("value given twice - " + number + "$");
      }
      value = byNumber(number);
      return;
    }
    setWidth(number);
  }

  private void setWidth(int number) {
    if (hasWidth) {
      throw malformed("width given twice");
    }
    hasWidth = true;
    width = number;
  }

  private int digits(int start, String what) {
    int end = start;
    while (end < template.length() && Character.isDigit(template.charAt(end))) {
      end++;
    }
    if (end >= template.length()) {
      throw malformed("malformed format string - %*[0-9]");
    }
    position = end;
    String number = template.substring(start, end);
    BigInteger result = number.isEmpty() ? BigInteger.ZERO : new BigInteger(number);
    if (result.bitLength() >= Integer.SIZE) {
      throw malformed(what + " too big");
    }
    call.ruby().budget().text(result.intValue());
    return result.intValue();
  }

  private void starWidth() {
    int number = call.ruby().convert().index(take());
    if (number < 0) {
      flags += "-";
      number = -number;
    }
    call.ruby().budget().text(Math.abs((long) number));
    setWidth(number);
  }

  private void precision() {
    if (precision >= 0) {
      throw malformed("precision given twice");
    }
    if (template.startsWith("*", position)) {
      position++;
      precision = call.ruby().convert().index(take());
      call.ruby().budget().text(Math.max(0, precision));
      return;
    }
    precision = digits(position, "precision");
  }

  // Arguments

  private RubyValue take() {
    if (numbered > 0) {
      throw malformed("unnumbered(" + (next + 1) + ") mixed with numbered");
    }
    if (!named.isEmpty()) {
      throw malformed("unnumbered(" + (next + 1) + ") mixed with named");
    }
    if (next >= arguments.size()) {
      throw malformed("too few arguments");
    }
    return arguments.get(next++);
  }

  private RubyValue byNumber(int number) {
    if (next > 0) {
      throw malformed("numbered(" + number + ") after unnumbered(" + next + ")");
    }
    if (!named.isEmpty()) {
      throw malformed("numbered(" + number + ") after named");
    }
    if (number < 1) {
      throw malformed("invalid index - " + number + "$");
    }
    numbered++;
    if (number > arguments.size()) {
      throw malformed("too few arguments");
    }
    return arguments.get(number - 1);
  }

  private RubyValue byName(char open, char close) {
    int end = template.indexOf(close, position);
    if (end < 0) {
      throw malformed("malformed name - unmatched parenthesis");
    }
    String name = template.substring(position, end);
    String shown = open + name + close;
    position = end + 1;
    if (value != null) {
      throw malformed("named" + shown + " after " + named);
    }
    if (next > 0) {
      throw malformed("named" + shown + " after unnumbered(" + next + ")");
    }
    if (numbered > 0) {
      throw malformed("named" + shown + " after numbered");
    }
    named = shown;
    return entry(name, shown);
  }

  private RubyValue entry(String name, String shown) {
    boolean one = arguments.size() == 1 && arguments.get(0) instanceof RubyHash;
    if (!one) {
      throw malformed("one hash required");
    }
    RubyHash hash = (RubyHash) arguments.get(0);
    RubyValue key = new RubySymbol(name);
    boolean none =
        hash.get(key).isEmpty()
            && hash.defaultProc().isEmpty()
            && hash.defaultValue() instanceof RubyNil;
    if (none) {
      throw call.error("KeyError", "key" + shown + " not found");
    }
    return HashMethods.get(call, hash, key);
  }

  // Showing

  private void show(char letter) {
    if ("sdpiuxXobBcfeEgGaA".indexOf(letter) < 0) {
      throw malformed("malformed format string - %" + letter);
    }
    RubyValue shown = value == null ? take() : value;
    FormatSpec spec = new FormatSpec(flags, width, precision, letter);
    text.add(shown instanceof UnknownValue ? shown : formatted(spec, shown));
  }

  private RubyValue formatted(FormatSpec spec, RubyValue shown) {
    return switch (spec.letter()) {
      case 's' -> texts(spec, call.ruby().text(shown));
      case 'p' -> texts(spec, call.send(shown, "inspect"));
      case 'c' -> texts(spec.withoutPrecision(), character(shown));
      case 'd', 'i', 'u', 'x', 'X', 'o', 'b', 'B' ->
          new RubyString(IntegerFormat.show(spec, integer(shown)));
      default -> new RubyString(real(spec, shown));
    };
  }

  private static RubyValue texts(FormatSpec spec, RubyValue shown) {
    if (!(shown instanceof RubyString string)) {
      return shown;
    }
    String whole = string.text();
    int length = whole.codePointCount(0, whole.length());
    boolean cut = spec.precision() >= 0 && spec.precision() < length;
    String kept = cut ? whole.substring(0, whole.offsetByCodePoints(0, spec.precision())) : whole;
    return new RubyString(spec.pad(kept), string.taints());
  }

  private RubyValue character(RubyValue shown) {
    if (shown instanceof RubyString string) {
      String letter = string.text();
      if (letter.codePointCount(0, letter.length()) != 1) {
        throw malformed("%c requires a character");
      }
      return string;
    }
    int point = call.ruby().convert().index(shown);
    if (!Character.isValidCodePoint(point)) {
      throw malformed("invalid character");
    }
    return new RubyString(Character.toString(point));
  }

  private BigInteger integer(RubyValue shown) {
    RubyValue converted =
        shown instanceof RubyInteger ? shown : call.send(call.ruby().main(), "Integer", shown);
    return call.ruby().convert().integer(converted).value();
  }

  private String real(FormatSpec spec, RubyValue shown) {
    if (spec.letter() == 'f' && shown instanceof RubyInteger integer) {
      return FloatFormat.exact(spec, integer.value());
    }
    RubyValue converted = call.send(call.ruby().main(), "Float", shown);
    return FloatFormat.show(spec, NumberMethods.real(converted));
  }
}
