package dev.ramekin.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.model.lock.Lock;
import dev.ramekin.yaml.YamlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LockFileTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static Lock lock(Map<String, List<String>> requests, Map<String, String> commits) {
    return new Lock(
        Lock.Strategy.PANTRY,
        1_790_000_000L,
        Map.of(
            "debian:bookworm-slim",
            new Lock.BaseImage("sha256:" + HASH, Map.of("linux/amd64", "sha256:" + HASH))),
        List.of(
            new Lock.Archive(
                "debian",
                "bookworm",
                List.of("main"),
                "2026-09-05T09:27:34Z",
                HASH,
                Optional.of("20260905T092734Z")),
            new Lock.Archive(
                "vendor", "./", List.of(), "2026-09-05T09:27:34Z", HASH, Optional.empty())),
        requests,
        Map.of(
            "base",
            List.of(
                new Lock.Package(
                    "libstdc++6", "12.2.0-14", "amd64", 613_400, HASH, "pool/a/b_1.deb", "debian"),
                new Lock.Package(
                    "nginx", "1:1.22.1-9~x", "all", 17, HASH, "pool/n/n_1.deb", "debian")),
            "empty",
            List.of()),
        Map.of("https://example.com/a.tar.gz", new Lock.Download(HASH, 12)),
        commits);
  }

  @Test
  void aPackageStandsOnOneLine() {
    assertThat(LockFile.write(lock(Map.of("base", List.of("nginx")), Map.of())))
        .startsWith("# What this output depends on")
        .contains(
            "    - {name: libstdc++6, version: '12.2.0-14', architecture: amd64, size: 613400,"
                + " sha256: '"
                + HASH
                + "', filename: pool/a/b_1.deb, archive: debian}\n")
        .contains("requests:\n  base: [nginx]\n")
        .contains("gitCommits: {}\n");
  }

  @Test
  void noHostOfAnArchiveStandsInIt() {
    Lock lock = lock(Map.of(), Map.of());

    assertThat(LockFile.write(lock).replace("https://example.com/a.tar.gz", ""))
        .doesNotContain("://");
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAgainToTheByte(
      @ForAll @Size(max = 4) List<@StringLength(min = 1, max = 12) String> words) {
    Map<String, String> commits = new java.util.TreeMap<>();
    words.stream().map(LockFileTest::printable).forEach(it -> commits.put("k" + it, it + "x"));
    Lock lock = lock(Map.of("base", words.stream().map(LockFileTest::printable).toList()), commits);

    String text = LockFile.write(lock);

    assertThat(LockFile.read("ramekin.lock", text)).isEqualTo(lock);
    assertThat(LockFile.write(LockFile.read("ramekin.lock", text))).isEqualTo(text);
  }

  private static String printable(String text) {
    return text.chars()
        .map(character -> ' ' + Math.floorMod(character, '~' - ' '))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aMistakeIsReportedWhereItStands() {
    String text = LockFile.write(lock(Map.of(), Map.of())).replace("pool/n/n_1", "../../etc/n_1");

    assertThatThrownBy(() -> LockFile.read("ramekin.lock", text))
        .isInstanceOf(YamlException.class)
        .hasMessageMatching("ramekin\\.lock:\\d+:\\d+: expected a path below the archive's root.*");
  }

  @Test
  void aLockOfAnotherFormatIsRefused() {
    String text = LockFile.write(lock(Map.of(), Map.of())).replace("lock: 1", "lock: 2");

    assertThatThrownBy(() -> LockFile.read("ramekin.lock", text))
        .hasMessageContaining("this Ramekin reads lock files of format 1");
  }
}
