package dev.ramekin.model.lock;

/**
 * A file that a build needs, named by its content: what the pantry holds, whatever kind of thing it
 * is. Where such a file comes from depends on its kind; everything else does not.
 */
public sealed interface Frozen permits Lock.Package, Lock.Download, GitTree, LanguagePackage {
  /** Returns what a person calls it: {@code nginx 1.22.1-9}. */
  String title();

  /** Returns the hash of the file. */
  Digest digest();

  /** Returns its size in bytes; 0 when that is not known before it is fetched. */
  long size();

  /** Returns where it lies below the pantry folder. */
  String pantryPath();
}
