package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.http.Hashes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A made-up archive of several suites full of conflicts, alternatives, virtual packages, rebuilt
 * versions and pins, drawn at random: there apt's problem resolver has to work, which real archives
 * hardly ever make it do.
 */
final class QuarrelsomeArchive {
  private static final int NAMES = 30;
  private static final int VIRTUAL = 5;
  private static final int SOURCES = 8;
  private static final String[] VERSIONS = {"1", "1.1-1", "1.1-1+b1", "2~rc1", "2", "1:0.5"};

  /** Fields of every suite's Release file, and how many packages it has. */
  private static final Map<String, Integer> SUITES = new LinkedHashMap<>();

  static {
    SUITES.put("stable", NAMES);
    SUITES.put("stable-updates", 8);
    SUITES.put("stable-backports", 8);
    SUITES.put("vendor", 8);
    SUITES.put("rough", 5);
  }

  private final Random random;

  QuarrelsomeArchive(long seed) {
    this.random = new Random(seed);
  }

  static List<String> suites() {
    return List.copyOf(SUITES.keySet());
  }

  /** Returns the fields that tell a suite apart. */
  static String releaseFields(String suite) {
    return switch (suite) {
      case "stable" -> "Origin: Test\nLabel: Test\nSuite: stable\nCodename: solid\nVersion: 12.5\n";
      case "stable-updates" ->
          "Origin: Test\nLabel: Test\nSuite: stable-updates\nCodename: solid-updates\nVersion: 12-updates\n";
      case "stable-backports" ->
          "Origin: Test Backports\nLabel: Test Backports\nSuite: stable-backports\n"
              + "Codename: solid-backports\nNotAutomatic: yes\nButAutomaticUpgrades: yes\n";
      case "vendor" -> "Origin: Vendor\nLabel: Vendor's own\nSuite: vendor\nCodename: seller\n";
      default -> "Origin: Test\nLabel: Test\nSuite: rough\nCodename: rc\nNotAutomatic: yes\n";
    };
  }

  /** Draws a suite's Packages file. */
  String packages(String suite) {
    StringBuilder text = new StringBuilder();
    int count = SUITES.getOrDefault(suite, 0);
    for (int number = 0; number < count; number++) {
      int name = count == NAMES ? number : random.nextInt(NAMES);
      if (random.nextInt(12) != 0) {
        text.append(stanza("p" + name, VERSIONS[random.nextInt(VERSIONS.length)]));
      }
    }
    return text.toString();
  }

  private String stanza(String name, String version) {
    List<String> lines = new ArrayList<>();
    lines.add("Package: " + name);
    maybe(lines, 3, "Source: s" + random.nextInt(SOURCES) + pick("", "", " (3)", " (4)"));
    lines.add("Version: " + version);
    lines.add("Architecture: " + pick("all", "amd64", "amd64", "amd64", "amd64"));
    maybe(lines, 4, "Multi-Arch: " + pick("same", "foreign", "allowed"));
    maybe(lines, 40, "Essential: yes");
    maybe(lines, 40, "Protected: yes");
    lines.add("Section: " + pick("net", "libs", "libs", "metapackages", "oldlibs"));
    lines.add("Installed-Size: " + pick("10", "10", "11"));
    lines.add("Maintainer: nobody");
    lines.add(
        "Priority: " + pick("optional", "optional", "optional", "standard", "extra", "important"));
    relations(lines, "Pre-Depends", random.nextInt(6) == 0 ? 2 : 1, true);
    relations(lines, "Depends", 3, true);
    relations(lines, "Recommends", 2, true);
    relations(lines, "Suggests", 2, true);
    relations(lines, "Conflicts", random.nextInt(5) == 0 ? 2 : 1, false);
    relations(lines, "Breaks", random.nextInt(5) == 0 ? 2 : 1, false);
    maybe(
        lines,
        3,
        "Provides: v" + random.nextInt(VIRTUAL) + pick("", " (= 1.5)", " (= 1)", ", p1 (= 3)"));
    lines.add("Filename: pool/" + name + "_" + version.replace(":", "%3a") + ".deb");
    lines.add("Size: " + pick("10", "10", "10", "12"));
    lines.add("SHA256: " + Hashes.of(new byte[] {(byte) name.hashCode()}));
    return String.join("\n", lines) + "\n\n";
  }

  private void maybe(List<String> lines, int oneIn, String line) {
    if (random.nextInt(oneIn) == 0) {
      lines.add(line);
    }
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void relations(List<String> lines, String field, int most, boolean alternatives) {
    List<String> relations = new ArrayList<>();
    for (int number = random.nextInt(most); number > 0; number--) {
      String relation = target();
      while (alternatives && random.nextInt(3) == 0) {
        relation += " | " + target();
      }
      relations.add(relation);
    }
    if (!relations.isEmpty()) {
      lines.add(field + ": " + String.join(", ", relations));
    }
  }

  private String target() {
    String name =
        random.nextInt(5) == 0 ? "v" + random.nextInt(VIRTUAL) : "p" + random.nextInt(NAMES);
    String qualifier = pick("", "", "", "", "", "", "", "", ":any", ":amd64");
    return name + qualifier + pick("", "", "", "", " (>= 1.1)", " (<< 2)", " (= 1.1-1)", " (>= 1)");
  }

  /** Draws the words of a system to begin with. */
  List<String> systemWords() {
    List<String> words = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      words.add("p" + random.nextInt(NAMES));
    }
    return words;
  }

  /** Puts some packages of a status file on hold. */
  String withHolds(String status) {
    StringBuilder text = new StringBuilder();
    List<String> stanzas = status.isBlank() ? List.of() : List.of(status.split("\n\n"));
    for (String stanza : stanzas) {
      boolean hold = random.nextInt(12) == 0;
      text.append(hold ? stanza.replace("install ok", "hold ok") : stanza).append("\n\n");
    }
    return text.toString();
  }

  /** Draws a preferences file; mostly it is empty or short. */
  String preferences() {
    StringBuilder text = new StringBuilder();
    for (int count = Math.max(0, random.nextInt(5) - 2); count > 0; count--) {
      String name =
          pick("*", "*", "p" + random.nextInt(NAMES), "p1*", "/^p[0-4]$/", "p3 p4 p5", "src:s1");
      String pin =
          pick(
              "release a=stable",
              "release n=seller",
              "release o=Vendor",
              "release l=Test*",
              "release a=stable-backports",
              "release a=rough",
              "release c=main",
              "release v=12*",
              "origin archive.test",
              "origin \"archive.test\"");
      if (!name.equals("*")) {
        pin = pick(pin, pin, "version 1.1*", "version 2", "version /1/");
      }
      text.append("Package: %s\nPin: %s\n".formatted(name, pin));
      text.append(
          "Pin-Priority: %s\n\n"
              .formatted(pick("1001", "990", "600", "400", "100", "50", "-1", "-10")));
    }
    return text.toString();
  }

  /** Draws a release to take everything from; mostly none. */
  List<String> targetRelease() {
    return random.nextInt(6) == 0
        ? List.of("-t", pick("stable", "solid", "stable-backports", "vendor", "rough", "12.5"))
        : List.of();
  }

  /** Draws what is to be installed. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (int size = 1 + random.nextInt(3); size > 0; size--) {
      String name = "p" + random.nextInt(NAMES);
      words.add(
          switch (random.nextInt(24)) {
            case 0 -> name + "-";
            case 1 -> name + "+";
            case 2 -> name + "=" + pick("1.1-1", "1.1*", "2", "1:0.5");
            case 3 -> name + "/" + pick("stable", "vendor", "solid-backports", "rough");
            case 4 -> name + ":amd64";
            case 5 -> "v" + random.nextInt(VIRTUAL);
            case 6 -> pick("p1?", "^p2[0-3]$", "p[3-5]", name + "/newest", "nosuch");
            default -> name;
          });
    }
    return words;
  }

  boolean recommends() {
    return random.nextBoolean();
  }
}
