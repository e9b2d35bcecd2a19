package dev.ramekin.model.lock;

import java.util.List;

/**
 * A package of a language.
 *
 * @param name as its registry has it
 * @param version in the registry's form
 * @param location where npm puts it below the folder of global packages: {@code
 *     node_modules/a/node_modules/b}; empty for managers that have one folder for all
 * @param digest of its archive
 * @param size of its archive in bytes; 0 when the registry does not say
 * @param filename path of its archive below the registry
 * @param only the architectures it is for; empty for all
 */
public record LanguagePackage(
    LanguageManager manager,
    String name,
    String version,
    String location,
    Digest digest,
    long size,
    String filename,
    List<Architecture> only)
    implements Frozen {
  public LanguagePackage {
    only = List.copyOf(only);
  }

  @Override
  public String title() {
    return name + " " + version;
  }

  /** Returns where its archive lies below the pantry folder: {@code npm/<hash>.tgz}. */
  @Override
  public String pantryPath() {
    return manager.folder() + "/" + digest.hex() + ending();
  }

  /** Returns its archive's own name: {@code rack-2.2.8.gem}. */
  public String archiveName() {
    return filename.substring(filename.lastIndexOf('/') + 1);
  }

  /** A wheel is told from other archives of Python by its name. */
  private String ending() {
    return archiveName().endsWith(".whl") ? ".whl" : manager.ending();
  }

  /** Returns whether it is installed on an architecture. */
  public boolean isFor(Architecture architecture) {
    return only.isEmpty() || only.contains(architecture);
  }
}
