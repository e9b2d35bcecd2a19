package dev.ramekin.freeze.gem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gem runs on, as RubyGems reads it: {@code ruby} for everywhere, else processor, system and
 * the system's version.
 *
 * @param version empty when there is none
 */
record GemPlatform(String cpu, String os, String version) {
  /** Gems of no platform. */
  static final GemPlatform RUBY = new GemPlatform("", "ruby", "");

  private static final Pattern CPU_AND_OS = Pattern.compile("([^-]+)-(.+)");
  private static final Pattern LINUX = Pattern.compile("linux-?((?!gnu)\\w+)?.*");
  private static final Pattern OTHER = Pattern.compile("([a-z]+)-?(\\d[\\d.]*)?.*");

  static GemPlatform parse(String text) {
    if (text.isEmpty() || text.equals("ruby")) {
      return RUBY;
    }
    Matcher parts = CPU_AND_OS.matcher(text);
    String cpu = parts.matches() ? parts.group(1) : "";
    String os = parts.matches() ? parts.group(2) : text;
    if (cpu.matches("i\\d86")) {
      cpu = "x86";
    }
    Matcher linux = LINUX.matcher(os);
    if (linux.matches()) {
      return new GemPlatform(cpu, "linux", linux.group(1) == null ? "" : linux.group(1));
    }
    Matcher other = OTHER.matcher(os);
    return other.matches()
        ? new GemPlatform(cpu, other.group(1), other.group(2) == null ? "" : other.group(2))
        : new GemPlatform(cpu, os, "");
  }

  boolean isRuby() {
    return equals(RUBY);
  }

  /** Returns whether a gem of another platform can be installed here. */
  boolean takes(GemPlatform gem) {
    return gem.isRuby() || likes(gem);
  }

  /** Returns whether a gem is made for this platform in particular. */
  boolean likes(GemPlatform gem) {
    if (gem.isRuby()) {
      return false;
    }
    boolean sameCpu =
        cpu.isEmpty()
            || cpu.equals("universal")
            || gem.cpu.isEmpty()
            || gem.cpu.equals("universal")
            || cpu.equals(gem.cpu)
            || cpu.equals("arm") && gem.cpu.startsWith("arm");
    return sameCpu
        && os.equals(gem.os)
        && (version.isEmpty() || gem.version.isEmpty() || version.equals(gem.version));
  }
}
