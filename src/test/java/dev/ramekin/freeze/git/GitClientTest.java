package dev.ramekin.freeze.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.model.lock.GitTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against git's own servers and its own archives. */
class GitClientTest {
  private static final String[] ARCHIVE = {"-c", "tar.umask=0022", "archive", "--format=tar"};

  @TempDir private Path folder = Path.of("set by JUnit");

  private Path shop = folder;
  private GitServer server = start();
  private GitClient client = new GitClient(Map.of(), new CacheFolder(folder));

  private GitServer start() {
    try {
      return new GitServer(folder, "");
    } catch (IOException exception) {
      throw new IllegalStateException(exception);
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    assumeThat(RealGit.isThere()).as("there is no git with git-daemon here").isTrue();
    server.close();
    server = new GitServer(folder.resolve("srv"), "");
    client = new GitClient(Map.of(), new CacheFolder(folder.resolve("cache")));
    shop = RealGit.init(folder.resolve("srv/shop"));
    write(shop, "README", "The shop\n");
    write(shop, "bin/start", "#!/bin/sh\n");
    bin("bin/start");
    write(shop, "lib/deep/empty", "");
    Files.createSymbolicLink(shop.resolve("current"), Path.of("lib/deep"));
    RealGit.commit(shop, "one");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void bin(String path) throws IOException {
    assertThat(shop.resolve(path).toFile().setExecutable(true)).isTrue();
  }

  private static void write(Path folder, String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private byte[] archived(GitSnapshot snapshot) throws IOException {
    return Files.readAllBytes(folder.resolve("cache/git/" + snapshot.sha256() + ".tar"));
  }

  private static byte[] realArchive(Path repository, String commit) throws IOException {
    write(repository, ".git/info/attributes", "* -export-ignore -export-subst\n");
    String[] words = java.util.Arrays.copyOf(ARCHIVE, ARCHIVE.length + 1);
    words[ARCHIVE.length] = commit;
    return RealGit.bytes(repository, words);
  }

  @Test
  void aTagComesBeforeABranchAndMeansItsCommit() throws Exception {
    String first = RealGit.text(shop, "rev-parse", "HEAD").strip();
    RealGit.text(shop, "tag", "-a", "-m", "first", "v1");
    RealGit.text(shop, "tag", "plain");
    write(shop, "README", "changed\n");
    String second = RealGit.commit(shop, "two");
    RealGit.text(shop, "branch", "v1");
    RealGit.text(shop, "branch", "feature/x");
    for (String address : List.of(server.http("shop/.git"), server.daemon("shop"))) {
      assertThat(client.commit(address, "v1")).isEqualTo(first);
      assertThat(client.commit(address, "plain")).isEqualTo(first);
      assertThat(client.commit(address, "feature/x")).isEqualTo(second);
      assertThat(client.commit(address, "refs/heads/main")).isEqualTo(second);
      assertThat(client.commit(address, "HEAD")).isEqualTo(second);
      assertThat(client.commit(address, "")).isEqualTo(second);
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    String address = server.http("shop/.git");

    assertThatThrownBy(() -> client.commit(address, "v9"))
        .isInstanceOf(FetchException.class)
        .hasMessage(address + " has no tag or branch 'v9'");
    assertThatThrownBy(() -> client.commit(server.http("none"), "v9"))
        .hasMessageStartingWith(server.http("none") + ": ")
        .hasMessageContaining("not found");
    assertThatThrownBy(() -> client.commit("http://127.0.0.1:1/x", "v9"))
        .hasMessageStartingWith("http://127.0.0.1:1/x: ")
        .hasMessageContaining("refused");
    String nobody = "1234567890".repeat(4);
    assertThatThrownBy(() -> client.snapshot(address, "", nobody)).hasMessageContaining(nobody);
  }

  @Test
  void theArchiveIsTheOneGitMakes() throws Exception {
    write(shop, "a".repeat(99) + "/" + "b".repeat(90), "both halves fit\n");
    write(shop, "c".repeat(120) + "/" + "d".repeat(120), "the name is too long\n");
    write(shop, "long/" + "e".repeat(101), "one part is too long\n");
    write(shop, "umlaut-ü/ß", "text\n");
    Files.createSymbolicLink(shop.resolve("far"), Path.of("f".repeat(150)));
    Files.write(shop.resolve("binary"), new byte[70_000]);
    write(
        shop,
        ".gitattributes",
        "*.bat text eol=crlf\n*.id ident\nhidden export-ignore\nsub export-subst\n");
    write(shop, "run.bat", "one\ntwo\n");
    write(shop, "what.id", "$Id$ and $Id: old $ and $Idea$\n");
    write(shop, "hidden", "kept\n");
    write(shop, "sub", "$Format:%H$\n");
    String commit = RealGit.commit(shop, "two");

    GitSnapshot snapshot = client.snapshot(server.http("shop/.git"), "main", commit);

    byte[] real = realArchive(shop, commit);
    assertThat(snapshot.sha256()).isEqualTo(Hashes.of(real));
    assertThat(snapshot.size()).isEqualTo(real.length);
    assertThat(archived(snapshot)).isEqualTo(real);
    assertThat(new String(real, StandardCharsets.ISO_8859_1))
        .contains("one\r\ntwo\r\n")
        .contains("kept")
        .contains("$Format:%H$");
  }

  @Test
  void aCommitOfLongAgoIsFetchedWithoutItsHistory() throws Exception {
    String first = RealGit.text(shop, "rev-parse", "HEAD").strip();
    for (int number = 0; number < 5; number++) {
      Files.write(shop.resolve("data" + number), new byte[1000]);
      RealGit.commit(shop, "more");
    }
    for (String address : List.of(server.http("shop/.git"), server.daemon("shop"))) {
      GitClient fresh =
          new GitClient(Map.of(), new CacheFolder(folder.resolve("cache" + address.length())));

      assertThat(fresh.snapshot(address, "", first).sha256())
          .isEqualTo(Hashes.of(realArchive(shop, first)));
    }
  }

  @Test
  void aServerThatGivesOnlyWhatItAdvertisesIsAskedForEverything() throws Exception {
    String first = RealGit.text(shop, "rev-parse", "HEAD").strip();
    write(shop, "README", "changed\n");
    RealGit.commit(shop, "two");
    server.beOld();

    GitSnapshot snapshot = client.snapshot(server.http("shop/.git"), "", first);

    assertThat(archived(snapshot)).isEqualTo(realArchive(shop, first));
  }

  @Test
  void anArchiveIsBroughtToItsPlaceAndCheckedAgainstTheLock() throws Exception {
    String commit = RealGit.text(shop, "rev-parse", "HEAD").strip();
    String sha256 = Hashes.of(realArchive(shop, commit));
    String address = server.http("shop/.git");
    Path target = folder.resolve("pantry/git/x.tar");

    client.archive(new GitTree("", address, commit, sha256, 10_240), target);

    assertThat(Hashes.of(target)).isEqualTo(sha256);
    String wrong = "0".repeat(64);
    assertThatThrownBy(
            () -> client.archive(new GitTree("", address, commit, wrong, 10_240), target))
        .hasMessage(
            "%s at %s: the archive of its files has SHA-256 %s, the lock says %s",
            address, commit, sha256, wrong);
  }

  @Test
  void submodulesAreNamedWithTheirAddresses() throws Exception {
    Path lib = RealGit.init(folder.resolve("srv/lib"));
    write(lib, "lib.c", "int x;\n");
    String inner = RealGit.commit(lib, "lib");
    RealGit.text(shop, "submodule", "--quiet", "add", lib.toString(), "vendor/lib");
    RealGit.text(shop, "config", "-f", ".gitmodules", "submodule.vendor/lib.url", "../../lib/.git");
    String outer = RealGit.commit(shop, "with lib");

    GitSnapshot snapshot = client.snapshot(server.http("shop/.git"), "", outer);

    assertThat(archived(snapshot)).isEqualTo(realArchive(shop, outer));
    assertThat(snapshot.submodules())
        .containsExactly(new GitSnapshot.Submodule("vendor/lib", "../../lib/.git", inner));
    assertThat(snapshot.submodules().get(0).address(server.http("shop/.git")))
        .isEqualTo(server.http("lib/.git"));
    assertThat(new GitSnapshot.Submodule("a", "../b.git", inner).address("git@host:team/a.git"))
        .isEqualTo("git@host:team/b.git");
  }

  @Test
  void filesOfGitLfsAreNamed() throws Exception {
    write(shop, ".gitattributes", "*.iso filter=lfs diff=lfs merge=lfs -text\n");
    write(shop, "big.iso", "version https://git-lfs.github.com/spec/v1\n");
    String commit = RealGit.commit(shop, "large");

    assertThat(client.snapshot(server.http("shop/.git"), "", commit).largeFiles())
        .containsExactly("big.iso");
  }

  @Test
  void aPasswordInTheAddressIsUsedAndNeverShown() throws Exception {
    try (GitServer closed = new GitServer(folder.resolve("srv"), "geheim")) {
      String open = closed.http("shop/.git");
      String address = open.replace("http://", "http://user:geheim@");

      assertThat(client.commit(address, "main")).hasSize(40);
      assertThatThrownBy(() -> client.commit(address.replace("geheim", "wrong"), "main"))
          .hasMessageStartingWith(open + ": ")
          .message()
          .doesNotContain("wrong")
          .contains("not authorized");
    }
  }

  @Test
  void aPathThatLeadsOutOfTheCheckoutIsRefused() throws Exception {
    String blob = RealGit.text(shop, "rev-parse", "HEAD:README").strip();
    Path list = folder.resolve("list");
    Files.writeString(list, "100644 blob " + blob + "\t..\n");
    Process tree = RealGit.command(shop, "mktree").redirectInput(list.toFile()).start();
    String id = new String(tree.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    String commit = RealGit.text(shop, "commit-tree", "-m", "bad", id).strip();
    RealGit.text(shop, "branch", "bad", commit);

    assertThatThrownBy(() -> client.snapshot(server.http("shop/.git"), "bad", commit))
        .hasMessageContaining("the commit has a path that no checkout may have: ..");
  }
}
