package dev.ramekin.freeze.gem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions, requirements and platforms against RubyGems itself. */
class GemVersionTest {
  private static final int PAIRS = 5_000;
  private static final String COMPARE =
      """
      $stdin.each_line(chomp: true) do |line|
        kind, left, right = line.split('|')
        puts case kind
          when 'version' then Gem::Version.new(left) <=> Gem::Version.new(right)
          when 'requirement' then Gem::Requirement.new(left.split(',')).satisfied_by?(Gem::Version.new(right))
          else
            local, gem = Gem::Platform.new(left), Gem::Platform.new(right)
            gem == 'ruby' || local == gem || (local =~ gem ? true : false)
        end
      end
      """;

  private final Random random = new Random(20261127);

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String version() {
    StringBuilder text = new StringBuilder(pick("0", "1", "2", "10", "01"));
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append('.').append(pick("0", "0", "1", "2", "9", "10", "a", "b2", "rc1", "pre", "B"));
    }
    return text + pick("", "", "", "", "-1", "-beta.2");
  }

  private String requirement() {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      words.add(pick("", "= ", "!= ", "> ", "< ", ">= ", "<= ", "~> ", "~>") + version());
    }
    return String.join(",", words);
  }

  private String ours(String line) {
    String[] parts = line.split("\\|");
    return switch (parts[0]) {
      case "version" ->
          String.valueOf(
              GemVersion.parse(parts[1])
                  .orElseThrow()
                  .compareTo(GemVersion.parse(parts[2]).orElseThrow()));
      case "requirement" ->
          String.valueOf(
              GemRequirement.parse(List.of(parts[1].split(",")))
                  .orElseThrow()
                  .allows(GemVersion.parse(parts[2]).orElseThrow()));
      default -> String.valueOf(GemPlatform.parse(parts[1]).takes(GemPlatform.parse(parts[2])));
    };
  }

  @Test
  void theyAreReadAsRubyGemsReadsThem(@TempDir Path folder) throws Exception {
    RealRubyGems.need(folder);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      lines.add("version|" + version() + "|" + version());
      lines.add("requirement|" + requirement() + "|" + version());
      lines.add(
          "platform|"
              + pick(
                  "x86_64-linux", "aarch64-linux-gnu", "arm-linux-gnueabihf", "x86_64-linux-musl")
              + "|"
              + pick(
                  "ruby",
                  "x86_64-linux",
                  "x86_64-linux-gnu",
                  "x86_64-linux-musl",
                  "java",
                  "x86-linux",
                  "aarch64-linux",
                  "universal-java-11",
                  "x86_64-darwin-20",
                  "arm-linux",
                  "armv7-linux",
                  "x64-mingw32",
                  "x64-mingw-ucrt",
                  "x86-mswin32-60",
                  "arm64-darwin",
                  "universal-darwin"));
    }
    String real =
        RealRubyGems.run(folder, String.join("\n", lines) + "\n", 120, "ruby", "-e", COMPARE);

    List<String> differences = new ArrayList<>();
    List<String> answers = real.lines().toList();
    assertThat(answers).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      if (!Integer.toString(Integer.signum(order(ours(lines.get(i))))).equals(answers.get(i))
          && !ours(lines.get(i)).equals(answers.get(i))) {
        differences.add(lines.get(i) + " is " + answers.get(i));
      }
    }
    assertThat(differences).isEmpty();
  }

  private static int order(String answer) {
    return answer.matches("-?\\d+") ? Integer.parseInt(answer) : Integer.MAX_VALUE;
  }
}
