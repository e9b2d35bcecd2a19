package dev.ramekin.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.yaml.YamlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LockFileTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static Lock lock(Map<String, List<String>> requests, Map<String, List<GitTree>> git) {
    return new Lock(
        Lock.Strategy.PANTRY,
        List.of(Architecture.AMD64, Architecture.ARM64),
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
                Optional.of("20260905T092734Z"),
                Optional.empty()),
            new Lock.Archive(
                "vendor",
                "./",
                List.of(),
                "2026-09-05T09:27:34Z",
                HASH,
                Optional.empty(),
                Optional.empty())),
        stages(requests),
        Map.of(
            "base",
            List.of(
                new Lock.Package(
                    "libstdc++6",
                    "12.2.0-14",
                    "amd64",
                    613_400,
                    HASH,
                    "pool/a/b_1.deb",
                    "debian",
                    List.of()),
                new Lock.Package(
                    "nginx",
                    "1:1.22.1-9~x",
                    "all",
                    17,
                    HASH,
                    "pool/n/n_1.deb",
                    "debian",
                    List.of(Architecture.AMD64))),
            "empty",
            List.of()),
        Map.of(
            "https://example.com/a.tar.gz",
            new Lock.Download(
                "https://example.com/a.tar.gz", List.of("https://mirror.example.com/a"), HASH, 12)),
        git,
        Map.of(),
        Map.of("base", new Lock.Image("sha256:" + HASH, List.of("linux/amd64"), HASH)));
  }

  private static Map<String, Lock.Stage> stages(Map<String, List<String>> requests) {
    Map<String, Lock.Stage> stages = new TreeMap<>();
    requests.forEach(
        (name, words) ->
            stages.put(
                name,
                new Lock.Stage(
                    "debian:bookworm-slim",
                    "debian-12",
                    true,
                    1_790_000_000L,
                    words,
                    List.of("nosuch"),
                    words,
                    List.of())));
    return stages;
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
        .contains(
            """
            stages:
              base:
                from: 'debian:bookworm-slim'
                platform: debian-12
                image: true
                epoch: 1790000000
                requests: [nginx]
                missing:
                  - nosuch
                downloads:
                  - nginx
            """)
        .contains("filename: pool/n/n_1.deb, archive: debian, only: [amd64]}\n")
        .contains("git: {}\n");
  }

  @Test
  void noHostOfAnArchiveStandsInIt() {
    Lock lock = lock(Map.of(), Map.of());

    assertThat(LockFile.write(lock).replaceAll("https://(mirror\\.)?example.com", ""))
        .doesNotContain("://");
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadAgainToTheByte(
      @ForAll @Size(max = 4) List<@StringLength(min = 1, max = 12) String> words) {
    Map<String, List<GitTree>> commits = new TreeMap<>();
    words.stream().map(LockFileTest::printable).forEach(it -> commits.put("k" + it, trees(it)));
    Lock lock = lock(Map.of("base", words.stream().map(LockFileTest::printable).toList()), commits);

    String text = LockFile.write(lock);

    assertThat(LockFile.read("ramekin.lock", text)).isEqualTo(lock);
    assertThat(LockFile.write(LockFile.read("ramekin.lock", text))).isEqualTo(text);
  }

  private static List<GitTree> trees(String word) {
    String commit = HASH.substring(0, 40);
    return List.of(
        new GitTree("", word, commit, HASH, 10_240),
        new GitTree("lib/" + word.replaceAll("[./:]", "_"), word, commit, HASH, 10_240));
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
    String text = LockFile.write(lock(Map.of(), Map.of())).replace("lock: 2", "lock: 1");

    assertThatThrownBy(() -> LockFile.read("ramekin.lock", text))
        .hasMessageContaining("this Ramekin reads lock files of format 2");
  }
}
