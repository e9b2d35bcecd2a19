package dev.ramekin.freeze.pip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tags of wheels that a Python takes, the best first (PEP 425, 600). */
final class PyTags {
  private static final int OLDEST_ABI3 = 2;
  private static final List<String> GLIBC_NAMES =
      List.of("17 manylinux2014", "12 manylinux2010", "5 manylinux1");

  private final List<String> tags;

  private PyTags(List<String> tags) {
    this.tags = tags;
  }

  /**
   * Returns the tags of CPython on Linux.
   *
   * @param python its version: {@code 3.11.2}
   * @param machine as {@code uname -m} says
   * @param glibc minor version of the C library: 36 for 2.36
   */
  static PyTags of(String python, String machine, int glibc) {
    int minor = Integer.parseInt(python.split("\\.")[1]);
    List<String> platforms = platforms(machine, glibc);
    String own = "cp3" + minor;
    List<String> tags = new ArrayList<>();
    for (String abi : List.of(own, "abi3", "none")) {
      platforms.forEach(it -> tags.add(own + "-" + abi + "-" + it));
    }
    for (int older = minor - 1; older >= OLDEST_ABI3; older--) {
      String interpreter = "cp3" + older;
      platforms.forEach(it -> tags.add(interpreter + "-abi3-" + it));
    }
    List<String> generic = new ArrayList<>(List.of("py3" + minor, "py3"));
    IntStream.iterate(minor - 1, it -> it >= 0, it -> it - 1)
        .forEach(it -> generic.add("py3" + it));
    generic.forEach(py -> platforms.forEach(it -> tags.add(py + "-none-" + it)));
    tags.add(own + "-none-any");
    generic.forEach(py -> tags.add(py + "-none-any"));
    return new PyTags(tags);
  }

  private static List<String> platforms(String machine, int glibc) {
    List<String> platforms = new ArrayList<>();
    boolean old = machine.equals("x86_64") || machine.equals("i686");
    for (int minor = glibc; minor >= (old ? 5 : 17); minor--) {
      platforms.add("manylinux_2_" + minor + "_" + machine);
      for (String name : GLIBC_NAMES) {
        if (name.startsWith(minor + " ")) {
          platforms.add(name.substring(name.indexOf(' ') + 1) + "_" + machine);
        }
      }
    }
    platforms.add("linux_" + machine);
    return platforms;
  }

  /** Returns how well a wheel fits, 0 best; empty when it does not fit or is no wheel's name. */
  OptionalInt rank(String filename) {
    return parts(filename)
        .map(
            parts -> {
              int count = parts.length;
              return expanded(parts[count - 3], parts[count - 2], parts[count - 1])
                  .mapToInt(tags::indexOf)
                  .filter(it -> it >= 0)
                  .min();
            })
        .orElse(OptionalInt.empty());
  }

  private static Stream<String> expanded(String pythons, String abis, String platforms) {
    List<String> all = new ArrayList<>();
    for (String python : pythons.split("\\.")) {
      for (String abi : abis.split("\\.")) {
        for (String platform : platforms.split("\\.")) {
          all.add(python + "-" + abi + "-" + platform);
        }
      }
    }
    return all.stream();
  }

  /** Returns the parts of a wheel's name: name, version, perhaps a build, and three tags. */
  static Optional<String[]> parts(String filename) {
    String[] parts = filename.replaceFirst("\\.whl$", "").split("-");
    boolean wheel = filename.endsWith(".whl") && (parts.length == 5 || parts.length == 6);
    return wheel ? Optional.of(parts) : Optional.empty();
  }
}
