package dev.ramekin.freeze.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against node-semver, the library that npm itself has. */
class NpmRangeTest {
  private static final int PAIRS = 20_000;
  private static final String SCRIPT =
      """
      const semver = require(process.argv[2] + '/npm/node_modules/semver')
      const lines = require('fs').readFileSync(0, 'utf8').split('\\n')
      for (const line of lines.slice(0, -1)) {
        const [kind, a, b] = line.split('\\t')
        try {
          console.log(kind === 'compare' ? semver.compare(a, b, true)
            : kind === 'valid' ? String(semver.valid(a, true))
            : kind === 'any' ? semver.satisfies(a, b, { includePrerelease: true, loose: true })
            : semver.satisfies(a, b, true))
        } catch (error) {
          console.log('error')
        }
      }
      """;

  private final Random random = new Random(7);

  @Test
  void versionsAndRangesAreThoseOfNodeSemver(@TempDir Path folder) throws Exception {
    assumeThat(RealNpm.isThere()).as("there is no npm here").isTrue();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      lines.add("in\t" + version() + "\t" + range());
      lines.add("any\t" + version() + "\t" + range());
      lines.add("compare\t" + version() + "\t" + version());
      lines.add("valid\t" + version() + "\t");
    }
    Path script = folder.resolve("semver.js");
    Files.writeString(script, SCRIPT);

    List<String> expected =
        RealNpm.run(
                List.of("node", script.toString(), RealNpm.root()),
                String.join("\n", lines) + "\n",
                600)
            .lines()
            .toList();

    List<String> differences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String ours = answer(lines.get(i).split("\t", -1));
      if (!ours.equals(expected.get(i))) {
        differences.add(lines.get(i) + ": " + expected.get(i) + ", not " + ours);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String answer(String[] words) {
    Optional<NpmVersion> first = NpmVersion.parse(words[1]);
    return switch (words[0]) {
      case "valid" -> first.map(NpmVersion::toString).orElse("null");
      case "compare" -> {
        Optional<NpmVersion> second = NpmVersion.parse(words[2]);
        yield first.isPresent() && second.isPresent()
            ? String.valueOf(Integer.signum(first.get().compareTo(second.get())))
            : "error";
      }
      default -> {
        Optional<NpmRange> range = NpmRange.parse(words[2], words[0].equals("any"));
        yield String.valueOf(
            first.isPresent() && range.isPresent() && range.get().contains(first.get()));
      }
    };
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }

  private String number() {
    return pick("0", "0", "1", "1", "2", "3", "10");
  }

  private String version() {
    String text = number() + "." + number() + "." + number();
    text = pick("", "", "", "", "v", "=", "v ", " ") + text;
    text += pick("", "", "", "-alpha", "-alpha.1", "-0", "-beta.2.x", "-1.01", "rc1", "-", ".4");
    return text + pick("", "", "", "+build", "+b.1");
  }

  private String partial() {
    String text = pick(number(), number(), number(), "x", "*", "X");
    for (int i = 0; i < 2 && random.nextInt(4) > 0; i++) {
      text += "." + pick(number(), number(), number(), "x", "*");
    }
    return text + pick("", "", "", "-alpha", "-alpha.1", "-0", "rc1", "+b");
  }

  private String comparator() {
    String sign =
        pick("", "", "^", "^", "~", "~>", ">", ">=", "<", "<=", "=", "> ", ">= ", "^ ", "~ ", "v");
    return sign + partial();
  }

  private String range() {
    return switch (random.nextInt(8)) {
      case 0 -> comparator() + pick(" ", "  ") + comparator();
      case 1 -> partial() + " - " + partial();
      case 2 -> comparator() + pick("||", " || ", "|| ") + comparator();
      case 3 -> pick("", "*", "latest", " ", "||", ">=0.0.0", ">=0", "x", ">*", "<x", "blerg");
      case 4 -> comparator() + " " + comparator() + " || " + partial() + " - " + partial();
      default -> comparator();
    };
  }
}
