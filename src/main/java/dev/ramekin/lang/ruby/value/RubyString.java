package dev.ramekin.lang.ruby.value;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** A mutable string with the names of the secrets it was built from. */
public final class RubyString extends RubyObject {
  /** What its bytes are taken for. */
  public enum Encoding {
    /** Text. */
    UTF_8("UTF-8"),
    /** Text of seven bits. */
    ASCII("US-ASCII"),
    /** Bytes: each character stands for one, 0 to 255. */
    BINARY("ASCII-8BIT");

    private final String rubyName;

    Encoding(String rubyName) {
      this.rubyName = rubyName;
    }

    /** Returns how Ruby calls it. */
    public String rubyName() {
      return rubyName;
    }
  }

  private String text;
  private StringBuilder tail = new StringBuilder(0);
  private Set<String> taints = Set.of();
  private Encoding encoding = Encoding.UTF_8;

  /** Makes a string. */
  public RubyString(String text) {
    this.text = text;
  }

  /** Makes a string that was built from secrets. */
  public RubyString(String text, Set<String> taints) {
    this.text = text;
    this.taints = Set.copyOf(taints);
  }

  /** Returns its text. */
  public String text() {
    if (tail.length() > 0) {
      text = text + tail;
      tail = new StringBuilder(0);
    }
    return text;
  }

  /** Replaces its text. */
  public void replace(String newText) {
    text = newText;
    tail = new StringBuilder(0);
  }

  /** Adds at the end. */
  public void append(String more) {
    if (tail.length() == 0) {
      tail = new StringBuilder(text);
      text = "";
    }
    tail.append(more);
  }

  /** Returns how many UTF-16 units it holds. */
  public int size() {
    return text.length() + tail.length();
  }

  /** Returns the names of the secrets it was built from. */
  public Set<String> taints() {
    return taints;
  }

  /** Adds names of secrets. */
  public void taint(Set<String> more) {
    if (!taints.containsAll(more)) {
      Set<String> all = new HashSet<>(taints);
      all.addAll(more);
      taints = Set.copyOf(all);
    }
  }

  /** Returns what its bytes are taken for. */
  public Encoding encoding() {
    return encoding;
  }

  /** Says what its characters stand for; they stay the same. */
  public RubyString encode(Encoding other) {
    encoding = other;
    return this;
  }

  /** Returns its bytes. */
  public byte[] bytes() {
    return text()
        .getBytes(
            encoding == Encoding.BINARY ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Returns a string of bytes, each one character. */
  public static RubyString ofBytes(byte[] bytes) {
    return new RubyString(new String(bytes, StandardCharsets.ISO_8859_1)).encode(Encoding.BINARY);
  }

  @Override
  public Runnable snapshot() {
    Runnable rest = super.snapshot();
    String oldText = text();
    Set<String> oldTaints = taints;
    Encoding oldEncoding = encoding;
    return () -> {
      rest.run();
      replace(oldText);
      taints = oldTaints;
      encoding = oldEncoding;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RubyString that && that.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  /** Returns its text. */
  @Override
  public String toString() {
    return text();
  }
}
