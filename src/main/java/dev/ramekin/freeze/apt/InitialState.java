package dev.ramekin.freeze.apt;

import java.util.List;

/**
 * What all questions over one installed system and one policy begin with.
 *
 * @param files the Packages files by number
 * @param current the installed version of every package, or -1
 * @param candidates the candidate of every package, or -1
 * @param order how each candidate compares with what is installed
 * @param held which packages are on hold
 * @param installedPackages the installed packages by number
 * @param iteration all packages in apt's order
 */
@SuppressWarnings("ArrayRecordComponent")
record InitialState(
    Universe universe,
    List<PackageFile> files,
    int[] current,
    int[] candidates,
    byte[] order,
    boolean[] held,
    int[] installedPackages,
    int[] iteration) {
  InitialState {
    files = List.copyOf(files);
  }
}
