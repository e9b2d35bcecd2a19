package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.HostView;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;

/**
 * Lets Ruby code of the source see the source's own files, and nothing of the converting machine.
 */
final class SourceView implements HostView {
  private final SourceTree tree;
  private final HostState state;

  SourceView(SourceTree tree, HostState state) {
    this.tree = tree;
    this.state = state;
  }

  private static String normal(String path) {
    return Path.of("/", path).normalize().toString().substring(1);
  }

  private Optional<SourceFile> file(String path) {
    return path.indexOf('\0') >= 0 ? Optional.empty() : tree.file(normal(path));
  }

  @Override
  public Optional<String> read(String path) {
    return file(path).map(SourceFile::text).or(() -> state.read(path));
  }

  @Override
  public Optional<Boolean> isFile(String path) {
    return file(path).map(it -> true).or(() -> state.isFile(path));
  }

  @Override
  public Optional<Boolean> isDirectory(String path) {
    boolean ofTheSource =
        path.indexOf('\0') < 0 && !normal(path).isEmpty() && !tree.below(normal(path)).isEmpty();
    return ofTheSource ? Optional.of(true) : state.isDirectory(path);
  }

  @Override
  public Optional<List<String>> glob(String pattern) {
    if (pattern.startsWith("/") || pattern.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + normal(pattern));
    List<String> found =
        tree.files().keySet().stream().filter(it -> matcher.matches(Path.of(it))).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }
}
