package dev.ramekin.lang.ruby.core;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the standard library that only compute on texts. */
final class TextLibraries {
  private static final Pattern SHELL_WORD =
      Pattern.compile(
          "\\G\\s*(?:((?:[^\\s\\\\'\"]|'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|\\\\.)+))", Pattern.DOTALL);
  private static final Map<String, String> DIGESTS =
      Map.of(
          "MD5", "MD5", "SHA1", "SHA-1", "SHA256", "SHA-256", "SHA384", "SHA-384", "SHA512",
          "SHA-512");

  private TextLibraries() {}

  static void define(Interpreter ruby) {
    digests(ruby);
    base64(functions(ruby, "Base64"));
    shellwords(functions(ruby, "Shellwords"));
    Methods.of(ruby.model().type("String"))
        .pure("shellescape", 0, call -> new RubyString(shellEscape(StringMethods.text(call))))
        .pure("shellsplit", 0, call -> shellSplit(StringMethods.text(call)));
    Methods.of(ruby.model().type("Array"))
        .method("shelljoin", 0, call -> shellJoin(call, ArrayMethods.own(call)));
    escapes(functions(ruby, "CGI"));
    RubyClass erb = ruby.model().defineClass("ERB", ruby.model().object());
    RubyModule util = ruby.model().defineModule("ERB::Util");
    escapes(Methods.of(ruby.model().singleton(util)));
    escapes(Methods.of(util));
    Methods.of(ruby.model().singleton(erb))
        .method("new", 1, Methods.ANY, call -> call.unknown("ERB inside of Ruby is not evaluated"));
  }

  private static Methods functions(Interpreter ruby, String module) {
    return Methods.of(ruby.model().singleton(ruby.model().defineModule(module)));
  }

  private static void digests(Interpreter ruby) {
    ruby.model().defineModule("Digest");
    DIGESTS.forEach(
        (name, algorithm) -> {
          RubyClass type = ruby.model().defineClass("Digest::" + name, ruby.model().object());
          Methods.of(ruby.model().singleton(type))
              .pure(
                  "hexdigest",
                  1,
                  call -> new RubyString(HexFormat.of().formatHex(digest(algorithm, call))))
              .pure(
                  "base64digest",
                  1,
                  call ->
                      new RubyString(Base64.getEncoder().encodeToString(digest(algorithm, call))))
              .method("file", 1, call -> call.unknown("Digest.file reads the host"));
        });
  }

  private static byte[] digest(String algorithm, Call call) {
    try {
      byte[] bytes = call.text(0).getBytes(StandardCharsets.UTF_8);
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private static void base64(Methods methods) {
    methods
        .pure("encode64", 1, call -> new RubyString(encodeLines(bytes(call))))
        .pure(
            "strict_encode64",
            1,
            call -> new RubyString(Base64.getEncoder().encodeToString(bytes(call))))
        .pure(
            "urlsafe_encode64",
            1,
            2,
            call -> new RubyString(Base64.getUrlEncoder().encodeToString(bytes(call))))
        .pure("decode64", 1, call -> decoded(call, Base64.getMimeDecoder()))
        .pure("strict_decode64", 1, call -> decoded(call, Base64.getDecoder()))
        .pure("urlsafe_decode64", 1, call -> decoded(call, Base64.getUrlDecoder()));
  }

  private static byte[] bytes(Call call) {
    return call.text(0).getBytes(StandardCharsets.UTF_8);
  }

  private static String encodeLines(byte[] bytes) {
    String text = Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes);
    return text.isEmpty() ? "" : text + "\n";
  }

  private static RubyValue decoded(Call call, Base64.Decoder decoder) {
    try {
      return new RubyString(new String(decoder.decode(call.text(0)), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException exception) {
      throw call.error("ArgumentError", "invalid base64");
    }
  }

  private static void shellwords(Methods methods) {
    methods
        .pure("escape", 1, call -> new RubyString(shellEscape(call.text(0))))
        .alias("escape", "shellescape")
        .pure("split", 1, call -> shellSplit(call.text(0)))
        .alias("split", "shellsplit", "shellwords")
        .pure("join", 1, call -> shellJoin(call, ArrayMethods.other(call, 0)))
        .alias("join", "shelljoin");
  }

  private static String shellEscape(String text) {
    return text.isEmpty()
        ? "''"
        : text.replaceAll("[^A-Za-z0-9_\\-.,:+/@\\n]", "\\\\$0").replace("\n", "'\n'");
  }

  private static RubyValue shellJoin(Call call, List<RubyValue> words) {
    return new RubyString(
        String.join(
            " ",
            words.stream().map(word -> shellEscape(StringMethods.textOf(call, word))).toList()));
  }

  private static RubyValue shellSplit(String text) {
    List<RubyValue> words = new ArrayList<>();
    Matcher matcher = SHELL_WORD.matcher(text);
    while (matcher.find()) {
      words.add(new RubyString(unquoted(matcher.group(1))));
    }
    return new RubyArray(words);
  }

  private static String unquoted(String word) {
    StringBuilder text = new StringBuilder();
    char quote = 0;
    for (int index = 0; index < word.length(); index++) {
      char c = word.charAt(index);
      boolean escapes = c == '\\' && quote != '\'' && index + 1 < word.length();
      if (escapes) {
        char next = word.charAt(++index);
        boolean kept = quote == '"' && "$`\"\\\n".indexOf(next) < 0;
        text.append(kept ? "\\" : "").append(next);
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static void escapes(Methods methods) {
    methods
        .pure(
            "escape",
            1,
            call -> new RubyString(URLEncoder.encode(call.text(0), StandardCharsets.UTF_8)))
        .pure(
            "unescape",
            1,
            call -> new RubyString(URLDecoder.decode(call.text(0), StandardCharsets.UTF_8)))
        .pure("url_encode", 1, call -> new RubyString(percent(shown(call))))
        .alias("url_encode", "u")
        .pure("html_escape", 1, call -> new RubyString(html(shown(call))))
        .alias("html_escape", "h", "escapeHTML", "escape_html");
  }

  private static String shown(Call call) {
    return call.ruby().settle(call.argument(0)).text();
  }

  static String percent(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
