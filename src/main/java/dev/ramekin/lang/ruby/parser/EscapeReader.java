package dev.ramekin.lang.ruby.parser;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads one double-quoted text, resolving escapes. */
final class EscapeReader {
  private final String text;
  private final StringBuilder result;
  private int index;

  EscapeReader(String text) {
    this.text = text;
    this.result = new StringBuilder(text.length());
  }

  String read() {
    while (index < text.length()) {
      char next = text.charAt(index++);
      if (next != '\\' || index == text.length()) {
        result.append(next);
      } else {
        escape(text.charAt(index++));
      }
    }
    return result.toString();
  }

  private void escape(char letter) {
    switch (letter) {
      case 'n' -> result.append('\n');
      case 't' -> result.append('\t');
      case 'r' -> result.append('\r');
      case 's' -> result.append(' ');
      case 'e' -> result.append('\u001b');
      case 'a' -> result.append('\u0007');
      case 'b' -> result.append('\b');
      case 'f' -> result.append('\f');
      case 'v' -> result.append('\u000b');
      case 'u' -> unicode();
      case 'x', '0', '1', '2', '3', '4', '5', '6', '7' -> {
        index -= 2;
        bytes();
      }
      case 'c' -> control();
      case 'C', 'M' -> meta(letter);
      case '\n' -> {}
      case '\r' -> lineEnd();
      default -> result.append(letter);
    }
  }

  /** Bytes that stand side by side are the UTF-8 of one text; what is not stays byte by byte. */
  private void bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (startsByte()) {
      char letter = text.charAt(index + 1);
      bytes.write(letter == 'x' ? number(16, 2, index + 2) : number(8, 3, index + 1));
    }
    byte[] given = bytes.toByteArray();
    String decoded = new String(given, StandardCharsets.UTF_8);
    boolean valid = Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), given);
    result.append(valid ? decoded : new String(given, StandardCharsets.ISO_8859_1));
  }

  private boolean startsByte() {
    return index + 1 < text.length()
        && text.charAt(index) == '\\'
        && "x01234567".indexOf(text.charAt(index + 1)) >= 0;
  }

  private void lineEnd() {
    if (index < text.length() && text.charAt(index) == '\n') {
      index++;
    } else {
      result.append('\r');
    }
  }

  private void unicode() {
    if (index >= text.length() || text.charAt(index) != '{') {
      result.appendCodePoint(number(16, 4, index));
      return;
    }
    index++;
    while (index < text.length() && text.charAt(index) != '}') {
      int before = index;
      int point = number(16, 6, index);
      if (index == before) {
        index++;
      } else if (Character.isValidCodePoint(point)) {
        result.appendCodePoint(point);
      }
    }
    index = Math.min(index + 1, text.length());
  }

  private int number(int radix, int most, int start) {
    index = start;
    int value = 0;
    while (index < text.length()
        && index < start + most
        && Character.digit(text.charAt(index), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(index++), radix);
    }
    return value;
  }

  private void control() {
    if (index < text.length()) {
      char of = text.charAt(index++);
      result.append(of == '?' ? '\u007f' : (char) (of & 0x1f));
    }
  }

  private void meta(char letter) {
    if (index < text.length() && text.charAt(index) == '-') {
      index++;
      if (letter == 'C') {
        control();
      } else if (index < text.length()) {
        result.append((char) (text.charAt(index++) & 0xff | 0x80));
      }
    }
  }
}
