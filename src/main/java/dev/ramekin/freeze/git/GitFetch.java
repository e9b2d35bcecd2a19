package dev.ramekin.freeze.git;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.BlobBasedConfig;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Fetches one commit into a repository of its own, which goes away again. */
final class GitFetch implements AutoCloseable {
  private static final String HERE = "refs/heads/frozen";

  private final String repository;
  private final GitTransport transport;
  private final Git git;

  GitFetch(String repository, Path folder, GitTransport transport)
      throws GitAPIException, IOException {
    this.repository = repository;
    this.transport = transport;
    this.git = Git.init().setBare(true).setDirectory(folder.toFile()).call();
    StoredConfig config = git.getRepository().getConfig();
    config.setString(ConfigConstants.CONFIG_CORE_SECTION, null, "autocrlf", "false");
    config.setString(ConfigConstants.CONFIG_CORE_SECTION, null, "eol", "lf");
    config.save();
  }

  /**
   * Brings a commit here and writes its archive.
   *
   * @param revision the branch or tag it was found by; empty for none
   */
  GitSnapshot snapshot(String revision, String commit, Path target)
      throws GitAPIException, IOException, FetchException {
    bring(revision, commit);
    try (RevWalk walk = new RevWalk(git.getRepository())) {
      RevCommit found = walk.parseCommit(ObjectId.fromString(commit));
      TreeArchive archive = new TreeArchive(git.getRepository());
      archive.write(found, target);
      return new GitSnapshot(
          commit,
          Hashes.of(target),
          Files.size(target),
          submodules(found, archive.submodules()),
          archive.largeFiles());
    }
  }

  /**
   * Asks for the commit alone; a server that gives only what it advertises is asked for the branch
   * or tag, and in the end for all of them with their history.
   */
  private void bring(String revision, String commit)
      throws GitAPIException, IOException, FetchException {
    TransportException refusal;
    try {
      fetch(1, commit + ":" + HERE);
      return;
    } catch (TransportException exception) {
      refusal = exception;
    }
    if (!revision.isEmpty()) {
      for (String name : List.of("refs/tags/" + revision, "refs/heads/" + revision)) {
        if (tryFetch(1, "+" + name + ":" + HERE) && has(commit)) {
          return;
        }
      }
    }
    tryFetch(0, "+refs/heads/*:refs/remotes/all/*", "+refs/tags/*:refs/tags/*");
    if (!has(commit)) {
      throw GitTransport.problem(repository, refusal);
    }
  }

  private void fetch(int depth, String... references) throws GitAPIException {
    var command =
        transport
            .set(git.fetch())
            .setRemote(repository)
            .setTagOpt(TagOpt.NO_TAGS)
            .setRefSpecs(java.util.Arrays.stream(references).map(RefSpec::new).toList());
    if (depth > 0) {
      command.setDepth(depth);
    }
    command.call();
  }

  private boolean tryFetch(int depth, String... references) throws GitAPIException {
    try {
      fetch(depth, references);
      return true;
    } catch (TransportException exception) {
      // The next way is tried; the first refusal is what is told.
      return false;
    }
  }

  private boolean has(String commit) throws IOException {
    return git.getRepository().getObjectDatabase().has(ObjectId.fromString(commit));
  }

  /** Finds the addresses of submodules in {@code .gitmodules}. */
  private List<GitSnapshot.Submodule> submodules(RevCommit commit, Map<String, ObjectId> commits)
      throws IOException, FetchException {
    if (commits.isEmpty()) {
      return List.of();
    }
    Map<String, String> addresses = new TreeMap<>();
    try (TreeWalk file = TreeWalk.forPath(git.getRepository(), ".gitmodules", commit.getTree())) {
      if (file != null) {
        var modules = new BlobBasedConfig(null, git.getRepository(), file.getObjectId(0));
        for (String name : modules.getSubsections(ConfigConstants.CONFIG_SUBMODULE_SECTION)) {
          String path = modules.getString(ConfigConstants.CONFIG_SUBMODULE_SECTION, name, "path");
          String url = modules.getString(ConfigConstants.CONFIG_SUBMODULE_SECTION, name, "url");
          if (path != null && url != null) {
            addresses.put(path, url);
          }
        }
      }
    } catch (ConfigInvalidException exception) {
      throw new FetchException(repository + ": .gitmodules cannot be read");
    }
    return commits.entrySet().stream()
        .filter(it -> addresses.containsKey(it.getKey()))
        .map(
            it ->
                new GitSnapshot.Submodule(
                    it.getKey(), addresses.getOrDefault(it.getKey(), ""), it.getValue().name()))
        .toList();
  }

  @Override
  public void close() {
    git.close();
  }
}
