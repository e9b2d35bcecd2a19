package dev.ramekin.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.git.GitServer;
import dev.ramekin.freeze.git.RealGit;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.model.Access;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Operation.CheckOutGit;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Platform;
import dev.ramekin.model.Provenance;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.GitTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against git's own server. */
class GitFreezerTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  private final List<Finding> findings = new ArrayList<>();
  private GitServer server;

  @BeforeEach
  void serve() throws Exception {
    assumeThat(RealGit.isThere()).as("there is no git with git-daemon here").isTrue();
    server = new GitServer(folder.resolve("srv"), "");
    Path lib = RealGit.init(folder.resolve("srv/lib"));
    Files.writeString(lib.resolve("lib.c"), "int x;\n");
    RealGit.commit(lib, "lib");
    Path shop = RealGit.init(folder.resolve("srv/shop"));
    RealGit.text(shop, "submodule", "--quiet", "add", lib.toString(), "vendor/lib");
    RealGit.text(shop, "config", "-f", ".gitmodules", "submodule.vendor/lib.url", "../../lib/.git");
    RealGit.commit(shop, "shop");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private FreezeOptions options() {
    return FreezeOptions.of(
        new Places(
            false,
            Map.of(),
            List.of(),
            PlatformCatalogue.bundled(),
            new CacheFolder(folder.resolve("cache")),
            Optional.empty(),
            folder,
            Map.of(),
            Clock.systemUTC()));
  }

  private CheckOutGit checkout(String repository, String revision, boolean submodules) {
    Provenance provenance =
        new Provenance("host/1", Origin.ofFile("git.rb"), "shop", Guard.ALWAYS, List.of());
    return new CheckOutGit(
        provenance, repository, revision, "/srv/shop", submodules, Access.UNSPECIFIED);
  }

  private Map<String, List<GitTree>> freeze(
      FreezeOptions options, Map<String, List<GitTree>> old, CheckOutGit... checkouts) {
    GitFreezer freezer = new GitFreezer(options, old, findings);
    Platform platform = new Platform("debian-12", "debian", "12", "debian", "bookworm", "amd64");
    freezer.freeze(
        new Stage("base", platform, "debian:bookworm-slim", Optional.empty(), List.of(checkouts)));
    return freezer.checkouts();
  }

  private String head(String name) throws Exception {
    return RealGit.text(folder.resolve("srv/" + name), "rev-parse", "HEAD").strip();
  }

  @Test
  void submodulesAreFrozenWhereTheSourceAsksForThem() throws Exception {
    String shop = server.http("shop/.git");

    Map<String, List<GitTree>> checkouts =
        freeze(
            options(), Map.of(), checkout(shop, "main", true), checkout(shop, head("shop"), false));

    assertThat(findings).isEmpty();
    assertThat(checkouts)
        .containsOnlyKeys(shop + "#main with submodules", shop + "#" + head("shop"));
    assertThat(checkouts.get(shop + "#main with submodules"))
        .extracting(GitTree::path, GitTree::repository, GitTree::commit)
        .containsExactly(
            tuple("", shop, head("shop")),
            tuple("vendor/lib", server.http("lib/.git"), head("lib")));
    assertThat(checkouts.get(shop + "#" + head("shop"))).hasSize(1);
  }

  @Test
  void aBranchThatMovedStaysWhereTheLockHasItUntilItMayMove() throws Exception {
    CheckOutGit main = checkout(server.http("shop/.git"), "main", false);
    Map<String, List<GitTree>> first = freeze(options(), Map.of(), main);
    Files.writeString(folder.resolve("srv/shop/new"), "new\n");
    String moved = RealGit.commit(folder.resolve("srv/shop"), "moved");

    assertThat(freeze(options(), first, main)).isEqualTo(first);
    assertThat(freeze(options().withUpdate(Set.of(main.key())), first, main).get(main.key()))
        .extracting(GitTree::commit)
        .containsExactly(moved);
  }

  @Test
  void whatCannotBeHadIsAnErrorWithItsPlace() {
    String shop = server.http("shop/.git").replace("http://", "http://user:geheim@");

    assertThat(freeze(options(), Map.of(), checkout(shop, "v9", false))).isEmpty();
    assertThat(findings)
        .extracting(it -> it.origin().file(), Finding::code, Finding::message)
        .containsExactly(
            tuple(
                "git.rb",
                "git-not-frozen",
                "a checkout is not frozen: "
                    + server.http("shop/.git")
                    + " has no tag or branch 'v9'"));
  }
}
