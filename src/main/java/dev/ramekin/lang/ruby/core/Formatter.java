package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.TextBuilder;
import dev.ramekin.lang.ruby.value.RubyFloat;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code format}, {@code sprintf} and {@code String#%}. */
final class Formatter {
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "%(?<flags>[-+ 0#]*)(?:<(?<early>[^>]+)>)?(?<flags2>[-+ 0#]*)(?<width>\\*|\\d+)?"
              + "(?:\\.(?<precision>\\d*))?(?:<(?<late>[^>]+)>)?(?<kind>[a-zA-Z%])"
              + "|%[-+ 0#]*(?<width2>\\d+)?\\{(?<name>[^}]+)\\}|%\\z|%\\n");

  private final Call call;
  private final List<RubyValue> arguments;
  private int next;

  private Formatter(Call call, List<RubyValue> arguments) {
    this.call = call;
    this.arguments = arguments;
  }

  /** Returns the formatted text; unknown when a shown argument is. */
  static RubyValue format(Call call, String template, List<RubyValue> arguments) {
    return new Formatter(call, arguments).run(template);
  }

  private RubyValue run(String template) {
    TextBuilder text = new TextBuilder(call.ruby());
    Matcher directive = DIRECTIVE.matcher(template);
    int position = 0;
    while (directive.find()) {
      text.add(template.substring(position, directive.start()));
      position = directive.end();
      add(text, directive);
    }
    int stray = template.indexOf('%', position);
    if (stray >= 0) {
      throw call.error("ArgumentError", "malformed format string - " + template.substring(stray));
    }
    return text.add(template.substring(position)).value();
  }

  private void add(TextBuilder text, Matcher directive) {
    if (directive.group("name") != null) {
      RubyValue value = named(directive.group("name"), "{", "}");
      String width = directive.group("width2");
      text.add(
          width == null
              ? value
              : call.send(call.ruby().text(value), "rjust", RubyInteger.of(Long.parseLong(width))));
      return;
    }
    String kind = directive.group("kind");
    if (kind == null || kind.equals("%")) {
      text.add(kind == null ? directive.group() : "%");
      return;
    }
    String flags = directive.group("flags") + directive.group("flags2");
    int width = width(directive.group("width"));
    if (width < 0) {
      flags += "-";
      width = -width;
    }
    RubyValue value = value(directive);
    Spec spec = new Spec(flags, width, precision(directive.group("precision")), kind.charAt(0));
    if (value instanceof UnknownValue) {
      text.add(value);
      return;
    }
    text.add(show(spec, value));
  }

  private record Spec(String flags, int width, int precision, char kind) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }

    String pad(String text) {
      int missing = width - text.codePointCount(0, text.length());
      if (missing <= 0) {
        return text;
      }
      return has('-') ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }

    /** Pads a number, with zeros between sign and digits when asked for. */
    String padNumber(String sign, String digits, boolean zeros) {
      int missing = width - sign.length() - digits.length();
      boolean fill = zeros && has('0') && !has('-') && missing > 0;
      return pad(sign + (fill ? "0".repeat(missing) : "") + digits);
    }
  }

  private int width(@Nullable String width) {
    if (width == null) {
      return 0;
    }
    int number =
        width.equals("*") ? call.ruby().convert().integer(take()).clamped() : bounded(width);
    call.ruby().budget().text(Math.abs((long) number));
    return number;
  }

  private static int bounded(String digits) {
    return new BigInteger(digits).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
  }

  private int precision(@Nullable String precision) {
    if (precision == null) {
      return -1;
    }
    int number = precision.isEmpty() ? 0 : bounded(precision);
    call.ruby().budget().text(number);
    return number;
  }

  private RubyValue value(Matcher directive) {
    String early = directive.group("early");
    String name = early == null ? directive.group("late") : early;
    return name == null ? take() : named(name, "<", ">");
  }

  private RubyValue take() {
    if (next >= arguments.size()) {
      throw call.error("ArgumentError", "too few arguments");
    }
    return arguments.get(next++);
  }

  private RubyValue named(String name, String open, String close) {
    if (arguments.size() != 1 || !(arguments.get(0) instanceof RubyHash hash)) {
      throw call.error("ArgumentError", "one hash required");
    }
    RubyValue key = new RubySymbol(name);
    if (hash.get(key).isEmpty()
        && hash.defaultProc().isEmpty()
        && hash.defaultValue() instanceof RubyNil) {
      throw call.error("KeyError", "key" + open + name + close + " not found");
    }
    return HashMethods.get(call, hash, key);
  }

  private RubyValue show(Spec spec, RubyValue value) {
    return switch (spec.kind()) {
      case 's' -> text(spec, call.ruby().text(value));
      case 'p' -> text(spec, call.send(value, "inspect"));
      case 'c' -> text(spec, value instanceof RubyInteger ? call.send(value, "chr") : value);
      case 'd', 'i', 'u' -> new RubyString(number(spec, integer(value), 10, ""));
      case 'x' -> new RubyString(number(spec, integer(value), 16, "0x"));
      case 'X' -> new RubyString(number(spec, integer(value), 16, "0x").toUpperCase(Locale.ROOT));
      case 'o' -> new RubyString(number(spec, integer(value), 8, "0"));
      case 'b', 'B' -> new RubyString(number(spec, integer(value), 2, "0b"));
      case 'f', 'e', 'E', 'g', 'G' -> new RubyString(real(spec, value));
      default -> throw call.error("ArgumentError", "malformed format string - %" + spec.kind());
    };
  }

  private static RubyValue text(Spec spec, RubyValue value) {
    if (!(value instanceof RubyString string)) {
      return value;
    }
    String text = string.text();
    String cut =
        spec.precision() >= 0 && spec.precision() < text.length()
            ? text.substring(0, spec.precision())
            : text;
    return new RubyString(spec.pad(cut), string.taints());
  }

  private BigInteger integer(RubyValue value) {
    if (value instanceof RubyFloat number) {
      return call.ruby().convert().integer(call.send(number, "floor")).value();
    }
    RubyValue converted =
        value instanceof RubyInteger ? value : call.send(call.ruby().main(), "Integer", value);
    return call.ruby().convert().integer(converted).value();
  }

  private static String number(Spec spec, BigInteger value, int radix, String prefix) {
    String digits = value.abs().toString(radix);
    if (spec.precision() > digits.length()) {
      digits = "0".repeat(spec.precision() - digits.length()) + digits;
    }
    return spec.padNumber(
        sign(spec, value.signum() < 0) + (spec.has('#') ? prefix : ""),
        digits,
        spec.precision() < 0);
  }

  private static String sign(Spec spec, boolean negative) {
    if (negative) {
      return "-";
    }
    return spec.has('+') ? "+" : spec.has(' ') ? " " : "";
  }

  private String real(Spec spec, RubyValue value) {
    RubyValue converted = call.send(call.ruby().main(), "Float", value);
    double number = converted instanceof RubyFloat real ? real.value() : Double.NaN;
    boolean negative = number < 0 || 1 / number < 0;
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return spec.pad(sign(spec, negative) + (Double.isNaN(number) ? "NaN" : "Inf"));
    }
    return spec.padNumber(sign(spec, negative), digits(spec, Math.abs(number)), true);
  }

  private static String digits(Spec spec, double number) {
    int precision = spec.precision() < 0 ? 6 : spec.precision();
    char kind = spec.kind();
    if (kind == 'g' || kind == 'G') {
      return general(spec, number, Math.max(1, precision));
    }
    if (kind == 'f') {
      return new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }
    return String.format(Locale.ROOT, "%." + precision + kind, number);
  }

  private static String general(Spec spec, double number, int precision) {
    String scientific = String.format(Locale.ROOT, "%." + (precision - 1) + "e", number);
    int exponent = Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
    boolean plain = exponent >= -4 && exponent < precision;
    String text =
        plain
            ? String.format(Locale.ROOT, "%." + (precision - 1 - exponent) + "f", number)
            : scientific;
    int end = plain ? text.length() : text.indexOf('e');
    String mantissa = text.substring(0, end);
    if (mantissa.contains(".") && !spec.has('#')) {
      mantissa = mantissa.replaceFirst("\\.?0+$", "");
    }
    String shown = mantissa + text.substring(end);
    return spec.kind() == 'G' ? shown.toUpperCase(Locale.ROOT) : shown;
  }
}
