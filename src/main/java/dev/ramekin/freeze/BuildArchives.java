package dev.ramekin.freeze;

import dev.ramekin.model.lock.Lock;

/**
 * Where the builds of a lock without a pantry take packages from on this machine: the generated
 * {@code archives/archives.list} names public addresses, since the machine's own are nobody else's.
 */
public final class BuildArchives {
  private BuildArchives() {}

  /** Returns one archive and address a line, best first: {@code debian http://mirror/debian}. */
  public static String list(Lock lock, Places places) {
    StringBuilder lines = new StringBuilder();
    new ArchiveAddresses(places)
        .of(lock)
        .forEach((name, uris) -> uris.forEach(it -> lines.append(name + " " + it + "\n")));
    return lines.toString();
  }
}
