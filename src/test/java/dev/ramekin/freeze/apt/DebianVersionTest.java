package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianVersionTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0, 0",
    "1.0, 1.0-0, 0",
    "0:1.0, 1.0, 0",
    "1.0~rc1, 1.0, -1",
    "1.0~~, 1.0~, -1",
    "1.0-1, 1.0-1+b1, -1",
    "1.0+dfsg, 1.0, 1",
    "1:0.1, 9.9, 1",
    "1.10, 1.9, 1",
    "1.009, 1.9, 0",
    "2.36-9+deb12u14, 2.36-9+deb12u9, 1",
    "1.0a, 1.0+, -1",
    "1.0-1-2, 1.0-1-10, -1",
    "a, 1, 1",
  })
  void versionsAreInTheOrderOfThePolicy(String left, String right, int expected) {
    assertThat(Integer.signum(DebianVersion.compare(left, right))).isEqualTo(expected);
    assertThat(Integer.signum(DebianVersion.compare(right, left))).isEqualTo(-expected);
  }

  @Test
  void drawnVersionsAreInDpkgsOrder() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg")), "dpkg is not there to compare with");
    long seed = LocalDate.now(ZoneOffset.UTC).toEpochDay();
    Random random = new Random(seed);
    List<String[]> pairs = new ArrayList<>();
    StringBuilder script = new StringBuilder();
    for (int number = 0; number < 600; number++) {
      String left = draw(random);
      String right = random.nextInt(3) == 0 ? mutate(left, random) : draw(random);
      pairs.add(new String[] {left, right});
      script.append(
          "dpkg --compare-versions '%1$s' lt '%2$s' && echo -1 || { dpkg --compare-versions '%1$s' eq '%2$s' && echo 0 || echo 1; }\n"
              .formatted(left, right));
    }
    Process process = new ProcessBuilder("sh", "-c", script.toString()).start();
    List<String> answers =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();

    assertThat(process.waitFor()).isZero();
    assertThat(answers).hasSameSizeAs(pairs);
    for (int number = 0; number < pairs.size(); number++) {
      String[] pair = pairs.get(number);
      assertThat(Integer.signum(DebianVersion.compare(pair[0], pair[1])))
          .as(pair[0] + " and " + pair[1] + " of seed " + seed)
          .isEqualTo(Integer.parseInt(answers.get(number)));
    }
  }

  private static String draw(Random random) {
    String characters = "00019aAzZ.+~~-:";
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? random.nextInt(12) + ":" : "");
    if (text.length() == 0) {
      characters = characters.replace(":", "");
    }
    text.append(random.nextInt(3));
    for (int length = random.nextInt(7); length > 0; length--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text + (text.charAt(text.length() - 1) == '-' ? "1" : "");
  }

  private static String mutate(String text, Random random) {
    int at = 1 + random.nextInt(text.length());
    String changed = text.substring(0, at) + "0" + text.substring(at);
    return changed.endsWith("-") ? changed + "1" : changed;
  }
}
