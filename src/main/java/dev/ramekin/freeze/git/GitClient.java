package dev.ramekin.freeze.git;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.Content;
import dev.ramekin.model.lock.GitTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.io.FileUtils;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Ref;

/**
 * Asks git servers over http(s), git and ssh. Passwords come from {@code ~/.netrc} or the address
 * itself; ssh is the machine's own.
 */
public final class GitClient {
  private final GitTransport transport;
  private final CacheFolder cache;

  /**
   * Takes the machine's settings.
   *
   * @param environment variables for proxies
   * @param cache keeps archives that were made
   */
  public GitClient(Map<String, String> environment, CacheFolder cache) {
    this.transport = new GitTransport(environment);
    this.cache = cache;
  }

  /**
   * Returns the commit that a revision means now.
   *
   * @param repository address
   * @param revision branch, tag, {@code HEAD}, full name of a reference, or a commit, which is
   *     given back without asking
   * @throws FetchException when the server cannot be asked or has no such revision
   */
  public String commit(String repository, String revision) throws FetchException {
    if (GitRevisions.isCommit(revision)) {
      return revision;
    }
    return GitRevisions.find(references(repository), revision)
        .flatMap(GitRevisions::commit)
        .orElseThrow(
            () ->
                FetchException.missing(
                    "%s has no tag or branch '%s'"
                        .formatted(Content.Remote.withoutUser(repository), revision)));
  }

  private Map<String, Ref> references(String repository) throws FetchException {
    try {
      return transport.set(Git.lsRemoteRepository()).setRemote(repository).callAsMap();
    } catch (GitAPIException exception) {
      throw GitTransport.problem(repository, exception);
    }
  }

  /**
   * Brings the archive of a commit's files to its place.
   *
   * @param tree what it must be
   * @throws FetchException when it cannot be had, or is something else than the lock says
   */
  public void archive(GitTree tree, Path target) throws FetchException {
    GitSnapshot snapshot = snapshot(tree.repository(), "", tree.commit());
    if (!snapshot.sha256().equals(tree.sha256())) {
      throw new FetchException(
          "%s: the archive of its files has SHA-256 %s, the lock says %s"
              .formatted(tree.title(), snapshot.sha256(), tree.sha256()));
    }
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Path part = target.resolveSibling(".new-" + UUID.randomUUID());
      Files.copy(archive(snapshot.sha256()), part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException exception) {
      throw new FetchException(tree.title() + " to " + target + ": " + exception);
    }
  }

  private Path archive(String sha256) {
    return cache.file("git", sha256 + ".tar");
  }

  /**
   * Makes the archive of a commit's files in the cache, and says what it is.
   *
   * @param revision branch or tag the commit was found by: for servers that give nothing else
   * @throws FetchException when the commit cannot be had
   */
  public GitSnapshot snapshot(String repository, String revision, String commit)
      throws FetchException {
    Path note = cache.file("git", commit + ".json");
    try {
      Optional<GitSnapshot> kept = GitSnapshot.read(note);
      if (kept.isPresent() && Files.exists(archive(kept.get().sha256()))) {
        return kept.get();
      }
      return make(repository, revision, commit, note);
    } catch (GitAPIException exception) {
      throw GitTransport.problem(repository, exception);
    } catch (IOException exception) {
      throw GitTransport.problem(repository, exception);
    }
  }

  private GitSnapshot make(String repository, String revision, String commit, Path note)
      throws GitAPIException, IOException, FetchException {
    Path folder = note.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path work = Files.createTempDirectory(folder, ".work-");
    try (GitFetch fetch = new GitFetch(repository, work.resolve("repository"), transport)) {
      Path made = work.resolve("archive.tar");
      GitSnapshot snapshot = fetch.snapshot(revision, commit, made);
      Files.move(made, archive(snapshot.sha256()), StandardCopyOption.REPLACE_EXISTING);
      CacheFolder.write(note, snapshot.write());
      return snapshot;
    } finally {
      FileUtils.deleteQuietly(work.toFile());
    }
  }
}
