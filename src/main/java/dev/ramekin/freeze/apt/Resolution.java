package dev.ramekin.freeze.apt;

import java.util.List;

/** What {@link AptResolver} answers. */
public sealed interface Resolution {
  /**
   * A closure.
   *
   * @param packages what is installed or upgraded beyond the installed system, by name
   * @param removed names of installed packages that go
   */
  record Closure(List<ResolvedPackage> packages, List<String> removed) implements Resolution {
    public Closure {
      packages = List.copyOf(packages);
      removed = List.copyOf(removed);
    }
  }

  /**
   * There is no solution.
   *
   * @param reasons the chain that leads to what is missing or in the way, outermost first
   */
  record Impossible(List<String> reasons) implements Resolution {
    public Impossible {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A package file of an archive.
   *
   * @param size in bytes
   * @param sha256 in hex
   * @param filename path below the archive's root
   * @param index which of the indices it is in
   */
  record ResolvedPackage(
      String name,
      String version,
      String architecture,
      long size,
      String sha256,
      String filename,
      int index) {}
}
