package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.git.GitClient;
import dev.ramekin.freeze.git.GitServer;
import dev.ramekin.freeze.git.GitSnapshot;
import dev.ramekin.freeze.git.RealGit;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.freeze.http.TestServer;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.Lock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs fetch.sh itself, with curl and git. */
class FetchScriptTest {
  private static final Deployment NOTHING =
      new Deployment(
          "shop", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  @TempDir private Path folder = Path.of("set by JUnit");

  @BeforeEach
  void needCurl() throws Exception {
    int status = new ProcessBuilder("sh", "-c", "command -v curl >/dev/null").start().waitFor();
    assumeThat(status).as("there is no curl here").isZero();
  }

  private static Lock lock(Map<String, Lock.Download> downloads, Map<String, List<GitTree>> git) {
    return new Lock(
        Lock.Strategy.PANTRY,
        List.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        downloads,
        git,
        Map.of(),
        Map.of());
  }

  private String run(Lock lock, int status) throws Exception {
    FetchList list = new FetchList(NOTHING, lock, PlatformCatalogue.bundled());
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.writeString(out.resolve("fetch.list"), list.text());
    Files.writeString(
        out.resolve("fetch.sh"),
        new Templates(ConverterFiles.builtIn()).render("fetch.sh.ftl", list.model()));
    Process process =
        new ProcessBuilder("bash", out.resolve("fetch.sh").toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isEqualTo(status);
    return text;
  }

  @Test
  void aDownloadComesFromTheFirstAddressThatHasIt() throws Exception {
    Files.createDirectories(folder.resolve("www"));
    Files.writeString(folder.resolve("www/mirrored file"), "content");
    String hash = Hashes.of("content".getBytes(StandardCharsets.UTF_8));
    try (TestServer server = new TestServer(folder.resolve("www"))) {
      String gone = server.uri("/gone").toString();
      String mirror = server.uri("/mirrored%20file").toString();
      Lock.Download download = new Lock.Download(gone, List.of(mirror), hash, 7);

      run(lock(Map.of(gone, download), Map.of()), 0);

      assertThat(folder.resolve("out/pantry").resolve(download.pantryPath())).hasContent("content");
      Lock.Download other = new Lock.Download(mirror, List.of(), "0".repeat(64), 7);
      assertThat(run(lock(Map.of(mirror, other), Map.of()), 1))
          .contains("cannot get " + mirror + " (" + other.sha256() + ")");
    }
  }

  @Test
  void gitMakesTheArchiveOfACommitAgain() throws Exception {
    assumeThat(RealGit.isThere()).as("there is no git with git-daemon here").isTrue();
    Path shop = RealGit.init(folder.resolve("srv/shop"));
    Files.writeString(shop.resolve(".gitattributes"), "hidden export-ignore\n*.bat eol=crlf\n");
    Files.writeString(shop.resolve("hidden"), "kept\n");
    Files.writeString(shop.resolve("run.bat"), "one\n");
    String commit = RealGit.commit(shop, "one");
    try (GitServer server = new GitServer(folder.resolve("srv"), "")) {
      String address = server.http("shop/.git");
      GitSnapshot snapshot =
          new GitClient(Map.of(), new CacheFolder(folder.resolve("cache")))
              .snapshot(address, "main", commit);
      GitTree tree = new GitTree("", address, commit, snapshot.sha256(), snapshot.size());
      for (boolean old : new boolean[] {false, true}) {
        if (old) {
          server.beOld();
        }

        run(lock(Map.of(), Map.of(address + "#main", List.of(tree))), 0);

        assertThat(Hashes.of(folder.resolve("out/pantry").resolve(tree.pantryPath())))
            .isEqualTo(snapshot.sha256());
        Files.delete(folder.resolve("out/pantry").resolve(tree.pantryPath()));
      }
    }
  }
}
