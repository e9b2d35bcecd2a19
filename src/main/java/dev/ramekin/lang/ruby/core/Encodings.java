package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyInteger;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyRange;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Encoding, and what String does with encodings: text is UTF-8, anything else is bytes. */
final class Encodings {
  private static final Map<String, Charset> CHARSETS =
      Map.of(
          "UTF-8", StandardCharsets.UTF_8,
          "US-ASCII", StandardCharsets.US_ASCII,
          "ASCII", StandardCharsets.US_ASCII,
          "ISO-8859-1", StandardCharsets.ISO_8859_1,
          "UTF-16LE", StandardCharsets.UTF_16LE,
          "UTF-16BE", StandardCharsets.UTF_16BE);

  private Encodings() {}

  static void define(Interpreter ruby, Methods string) {
    RubyClass type = ruby.model().defineClass("Encoding", ruby.model().object());
    for (String error :
        List.of(
            "CompatibilityError",
            "UndefinedConversionError",
            "InvalidByteSequenceError",
            "ConverterNotFoundError")) {
      ruby.model().defineClass("Encoding::" + error, ruby.model().type("EncodingError"));
    }
    for (String name :
        List.of("UTF-8", "US-ASCII", "ASCII-8BIT", "ISO-8859-1", "UTF-16LE", "UTF-16BE")) {
      RubyObject made = new RubyObject(type);
      made.carry(name);
      type.constant(name.replace('-', '_').toUpperCase(Locale.ROOT), made);
    }
    type.constant("BINARY", constant(ruby, "ASCII-8BIT"));
    type.constant("ASCII", constant(ruby, "US-ASCII"));
    Methods.of(type)
        .pure("name", 0, call -> new RubyString(name(call.self())))
        .alias("name", "to_s")
        .pure("inspect", 0, call -> new RubyString("#<Encoding:" + name(call.self()) + ">"));
    Methods.of(ruby.model().singleton(type))
        .method("default_external", 0, call -> constant(call.ruby(), "UTF-8"))
        .method("default_internal", 0, call -> RubyNil.NIL)
        .method("default_external=", 1, call -> call.argument(0))
        .alias("default_external=", "default_internal=");
    bytes(string);
    string
        .pure("encoding", 0, call -> constant(call.ruby(), own(call).encoding().rubyName()))
        .method("force_encoding", 1, Encodings::force)
        .pure("encode", 0, Methods.ANY, Encodings::encode)
        .pure("b", 0, call -> RubyString.ofBytes(own(call).bytes()))
        .pure("valid_encoding?", 0, call -> RubyBoolean.TRUE)
        .pure("scrub", 0, 1, call -> StringMethods.string(call, StringMethods.text(call)))
        .pure("unicode_normalize", 0, 1, Encodings::normalize)
        .pure("unicode_normalized?", 0, 1, Encodings::isNormal)
        .pure("unpack", 1, 2, Packing::unpack)
        .pure("unpack1", 1, 2, Packing::unpackFirst);
  }

  private static RubyString own(Call call) {
    return StringMethods.own(call);
  }

  private static RubyValue constant(Interpreter ruby, String name) {
    return ruby.model()
        .type("Encoding")
        .findConstant(name.replace('-', '_').toUpperCase(Locale.ROOT))
        .orElse(RubyNil.NIL);
  }

  private static String name(RubyValue value) {
    return value instanceof RubyObject object ? object.payload(String.class).orElse("") : "";
  }

  /**
   * Returns what two strings have in common when they are joined.
   *
   * @throws dev.ramekin.lang.ruby.eval.RubyError when bytes and text do not go together
   */
  static RubyString.Encoding common(Call call, RubyString left, RubyString right) {
    if (left.encoding() == right.encoding() || isAscii(right.text())) {
      return left.encoding();
    }
    if (isAscii(left.text())) {
      return right.encoding();
    }
    throw call.error(
        "Encoding::CompatibilityError",
        "incompatible character encodings: "
            + left.encoding().rubyName()
            + " and "
            + right.encoding().rubyName());
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static void bytes(Methods string) {
    string
        .pure("ascii_only?", 0, call -> RubyBoolean.of(isAscii(StringMethods.text(call))))
        .pure("bytesize", 0, call -> RubyInteger.of(own(call).bytes().length))
        .pure("getbyte", 1, Encodings::byteAt)
        .pure("byteslice", 1, 2, Encodings::byteSlice);
  }

  private static RubyValue byteAt(Call call) {
    byte[] bytes = own(call).bytes();
    int position = Indexes.position(call, call.argument(0), bytes.length);
    return position < 0 || position >= bytes.length
        ? RubyNil.NIL
        : RubyInteger.of(Byte.toUnsignedInt(bytes[position]));
  }

  private static RubyValue byteSlice(Call call) {
    byte[] bytes = own(call).bytes();
    RubyValue index = call.argument(0);
    Optional<Indexes.Stretch> stretch;
    if (index instanceof RubyRange range) {
      stretch = Indexes.stretch(call, range, bytes.length);
    } else {
      RubyValue length = call.has(1) ? call.argument(1) : RubyInteger.of(1);
      stretch = Indexes.stretch(call, index, length, bytes.length);
      boolean behind = !call.has(1) && stretch.filter(it -> it.length() == 0).isPresent();
      stretch = behind ? Optional.empty() : stretch;
    }
    return stretch
        .<RubyValue>map(
            it -> decoded(Arrays.copyOfRange(bytes, it.start(), it.end()), own(call).encoding()))
        .orElse(RubyNil.NIL);
  }

  /** Returns bytes as text where they are valid UTF-8, else as bytes. */
  static RubyString decoded(byte[] bytes, RubyString.Encoding wanted) {
    RubyString text = new RubyString(new String(bytes, StandardCharsets.UTF_8));
    boolean valid = Arrays.equals(text.bytes(), bytes);
    return wanted == RubyString.Encoding.BINARY || !valid
        ? RubyString.ofBytes(bytes)
        : text.encode(wanted);
  }

  private static String asked(Call call, int index) {
    RubyValue value = call.argument(index);
    String name =
        name(value).isEmpty()
            ? call.ruby().convert().to(value, RubyString.class, "String").text()
            : name(value);
    return name.toUpperCase(Locale.ROOT);
  }

  private static RubyValue force(Call call) {
    String name = asked(call, 0);
    RubyString own = call.modify(own(call));
    RubyString.Encoding encoding =
        switch (name) {
          case "UTF-8" -> RubyString.Encoding.UTF_8;
          case "US-ASCII", "ASCII" -> RubyString.Encoding.ASCII;
          default -> RubyString.Encoding.BINARY;
        };
    RubyString taken = decoded(own.bytes(), encoding);
    own.replace(taken.text());
    own.encode(taken.encoding());
    return own;
  }

  private static RubyValue encode(Call call) {
    boolean named = call.count() > 0 && !(call.argument(0) instanceof RubyHash);
    String text = StringMethods.text(call);
    if (call.options().get("universal_newline").filter(RubyValue::truthy).isPresent()) {
      text = text.replace("\r\n", "\n").replace('\r', '\n');
    }
    if (call.options().get("crlf_newline").filter(RubyValue::truthy).isPresent()) {
      text = text.replace("\n", "\r\n");
    }
    String name = named ? asked(call, 0) : "UTF-8";
    if (name.equals("UTF-8")) {
      return StringMethods.string(call, text).encode(RubyString.Encoding.UTF_8);
    }
    Charset charset = CHARSETS.get(name);
    if (charset == null) {
      return call.unknown("the encoding " + name + " is not evaluated");
    }
    byte[] bytes = text.getBytes(charset);
    boolean lossless = new String(bytes, charset).equals(text);
    boolean replaces =
        call.options().get("undef").isPresent() || call.options().get("invalid").isPresent();
    if (!lossless && !replaces) {
      throw call.error(
          "Encoding::UndefinedConversionError", "the text has characters that " + name + " lacks");
    }
    return lossless && Encodings.isAscii(text) && name.endsWith("ASCII")
        ? new RubyString(text).encode(RubyString.Encoding.ASCII)
        : RubyString.ofBytes(bytes);
  }

  private static Normalizer.Form form(Call call) {
    String name = call.has(0) ? call.nameText(0) : "nfc";
    return switch (name) {
      case "nfc" -> Normalizer.Form.NFC;
      case "nfd" -> Normalizer.Form.NFD;
      case "nfkc" -> Normalizer.Form.NFKC;
      case "nfkd" -> Normalizer.Form.NFKD;
      default -> throw call.error("ArgumentError", "Invalid normalization form " + name + ".");
    };
  }

  private static RubyValue normalize(Call call) {
    return StringMethods.string(call, Normalizer.normalize(StringMethods.text(call), form(call)));
  }

  private static RubyValue isNormal(Call call) {
    return RubyBoolean.of(Normalizer.isNormalized(StringMethods.text(call), form(call)));
  }
}
