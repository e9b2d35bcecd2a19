package dev.ramekin.freeze.git;

import dev.ramekin.freeze.http.FetchException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.attributes.Attributes;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk.OperationType;
import org.eclipse.jgit.util.io.EolStreamTypeUtil;

/**
 * Writes the files of a commit as a tar archive, as a checkout on Linux would have them: line ends
 * and {@code $Id$} by {@code .gitattributes}, nothing left out.
 */
final class TreeArchive {
  private static final long MOST_BYTES = 1L << 33;

  private final Repository repository;
  private final Map<String, ObjectId> submodules = new TreeMap<>();
  private final List<String> largeFiles = new ArrayList<>();

  TreeArchive(Repository repository) {
    this.repository = repository;
  }

  /** Returns the commits of submodules by path, after writing. */
  Map<String, ObjectId> submodules() {
    return submodules;
  }

  /** Returns the files that are kept outside of git (Git LFS), after writing. */
  List<String> largeFiles() {
    return largeFiles;
  }

  void write(RevCommit commit, Path target) throws IOException, FetchException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
        TreeWalk walk = new TreeWalk(repository)) {
      TarWriter tar = new TarWriter(out, commit.getCommitTime());
      walk.setOperationType(OperationType.CHECKOUT_OP);
      walk.addTree(commit.getTree());
      tar.begin(commit.name());
      while (walk.next()) {
        entry(walk, tar, out);
      }
      tar.end();
    }
  }

  private void entry(TreeWalk walk, TarWriter tar, OutputStream out)
      throws IOException, FetchException {
    byte[] path = walk.getRawPath();
    ObjectId object = walk.getObjectId(0);
    FileMode mode = walk.getFileMode(0);
    check(walk.getNameString(), walk.getPathString());
    if (FileMode.TREE.equals(mode) || FileMode.GITLINK.equals(mode)) {
      tar.directory(withSlash(path), object.name());
      if (walk.isSubtree()) {
        walk.enterSubtree();
      } else {
        submodules.put(walk.getPathString(), object);
      }
    } else if (FileMode.SYMLINK.equals(mode)) {
      tar.link(path, object.name(), repository.open(object).getBytes());
    } else {
      file(walk, object, tar, out, FileMode.EXECUTABLE_FILE.equals(mode));
    }
  }

  /** A checkout by git refuses these names too. */
  private static void check(String name, String path) throws FetchException {
    if (name.equals(".") || name.equals("..") || name.equalsIgnoreCase(".git") || name.isEmpty()) {
      throw new FetchException("the commit has a path that no checkout may have: " + path);
    }
  }

  private static byte[] withSlash(byte[] path) {
    byte[] longer = java.util.Arrays.copyOf(path, path.length + 1);
    longer[path.length] = '/';
    return longer;
  }

  private void file(
      TreeWalk walk, ObjectId object, TarWriter tar, OutputStream out, boolean executable)
      throws IOException, FetchException {
    ObjectLoader loader = repository.open(object);
    if (loader.getSize() >= MOST_BYTES) {
      throw new FetchException(walk.getPathString() + " is too large for a tar archive");
    }
    Attributes attributes = walk.getAttributes();
    if ("lfs".equals(attributes.getValue("filter"))) {
      largeFiles.add(walk.getPathString());
    }
    EolStreamType ends = walk.getEolStreamType(OperationType.CHECKOUT_OP);
    boolean ident = attributes.isSet("ident");
    if (!ident && (ends == null || ends == EolStreamType.DIRECT)) {
      tar.file(walk.getRawPath(), object.name(), executable, loader.getSize());
      loader.copyTo(out);
      tar.wrote(loader.getSize());
      return;
    }
    byte[] content = ident ? identified(loader.getBytes(), object) : loader.getBytes();
    byte[] converted = ends == null ? content : converted(content, ends);
    tar.file(walk.getRawPath(), object.name(), executable, converted.length);
    out.write(converted);
    tar.wrote(converted.length);
  }

  private static byte[] converted(byte[] content, EolStreamType ends) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = EolStreamTypeUtil.wrapOutputStream(bytes, ends)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  /** The attribute {@code ident}: {@code $Id$} holds the name of the file's content. */
  private static byte[] identified(byte[] content, ObjectId object) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return text.replaceAll("\\$Id(?::[^$\\n]*)?\\$", "\\$Id: " + object.name() + " \\$")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
