package dev.ramekin.freeze.pip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions, specifiers, markers and tags against pip's own libraries. */
class PyVersionTest {
  private static final int PAIRS = 5_000;
  private static final String COMPARE =
      """
      import sys
      from pip._vendor.packaging.version import Version
      from pip._vendor.packaging.specifiers import SpecifierSet
      from pip._vendor.packaging.markers import Marker
      for line in sys.stdin:
          kind, left, right = line.rstrip('\\n').split('|')
          if kind == 'version':
              a, b = Version(left), Version(right)
              print(-1 if a < b else 1 if a > b else 0, a)
          elif kind == 'marker':
              print(str(Marker(left).evaluate({'extra': right})).lower())
          else:
              found = SpecifierSet(left).filter(right.split(' '))
              print(' '.join(found))
      """;

  private final Random random = new Random(20261127);

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String version() {
    StringBuilder text = new StringBuilder(pick("0", "1", "2", "10", "1!1"));
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append('.').append(pick("0", "1", "2", "10"));
    }
    return text
        + pick("", "", "", "a1", "b2", "rc1", ".alpha.3", "-c2")
        + pick("", "", "", ".post1", "-2", ".r4")
        + pick("", "", "", ".dev1", "dev")
        + pick("", "", "", "", "+abc.1", "+2");
  }

  private String plainVersion() {
    return version().replaceFirst("\\+.*", "");
  }

  private String specifiers() {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      all.add(
          switch (random.nextInt(5)) {
            case 0 -> pick("==", "!=") + pick("1", "1.0", "2.1", "10.0.1") + pick(".*", "");
            case 1 -> "~=" + pick("1.0", "2.1.1", "1.0a1", "0.1.post1", "1!1.0");
            case 2 -> pick("==", "!=", "===") + version();
            default -> pick("<", "<=", ">", ">=") + plainVersion();
          });
    }
    return String.join(",", all);
  }

  private String marker() {
    String one =
        switch (random.nextInt(3)) {
          case 0 ->
              pick("python_version", "python_full_version")
                  + pick(" == ", " != ", " < ", " >= ", "<=", ">", "~=", " in ", " not in ")
                  + pick("'3.8'", "\"3.11\"", "'3.9.1'", "'3.0'", "\"3.11.2\"");
          case 1 -> "extra" + pick(" == ", " != ") + pick("'test'", "'dev-1'", "'other'");
          default ->
              pick("sys_platform", "os_name", "platform_machine", "platform_system")
                  + pick(" == ", " != ", " in ", " not in ")
                  + pick("'linux'", "'posix'", "'win32'", "'x86_64 aarch64'", "'Linux'");
        };
    return switch (random.nextInt(4)) {
      case 0 -> one + " and " + marker();
      case 1 -> "(" + one + " or " + marker() + ")";
      default -> one;
    };
  }

  private static String ours(String line, Map<String, String> variables) {
    String[] parts = line.split("\\|", -1);
    return switch (parts[0]) {
      case "version" -> {
        PyVersion left = PyVersion.parse(parts[1]).orElseThrow();
        yield Integer.signum(left.compareTo(PyVersion.parse(parts[2]).orElseThrow())) + " " + left;
      }
      case "marker" ->
          new PyRequirement("a", new TreeSet<>(), PySpecifiers.ANY, parts[1])
                  .applies(variables, new TreeSet<>(List.of(parts[2])))
              + "";
      default -> {
        List<String> texts = List.of(parts[2].split(" "));
        List<PyVersion> versions =
            texts.stream().map(it -> PyVersion.parse(it).orElseThrow()).toList();
        List<PyVersion> found = PySpecifiers.parse(parts[1]).orElseThrow().filter(versions);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
          if (found.contains(versions.get(i))) {
            kept.add(texts.get(i));
          }
        }
        yield String.join(" ", kept);
      }
    };
  }

  @Test
  void theyAreReadAsPipReadsThem(@TempDir Path folder) throws Exception {
    RealPip.need(folder);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      lines.add("version|" + version() + "|" + version());
      lines.add("specifier|" + specifiers() + "|" + version() + " " + version() + " " + version());
      lines.add("marker|" + marker() + "|" + pick("test", "dev-1"));
    }
    List<String> real =
        RealPip.python(folder, COMPARE, String.join("\n", lines) + "\n").lines().toList();
    String python =
        RealPip.python(folder, "import platform; print(platform.python_version())", "").strip();
    String machine =
        RealPip.python(folder, "import platform; print(platform.machine())", "").strip();
    Map<String, String> variables = new PipEnvironment(python, machine, 36, Map.of()).variables();

    List<String> differences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String ours = ours(lines.get(i), variables);
      if (!ours.equals(real.get(i))) {
        differences.add(lines.get(i) + " is " + real.get(i) + ", ours " + ours);
      }
    }
    assertThat(real).hasSameSizeAs(lines);
    assertThat(differences).isEmpty();
  }

  @Test
  void tagsAreRankedAsPipRanksThem(@TempDir Path folder) throws Exception {
    RealPip.need(folder);
    String script =
        """
        import os, platform
        from pip._vendor.packaging.tags import sys_tags
        print(platform.python_version(), platform.machine(), os.confstr('CS_GNU_LIBC_VERSION').split('.')[-1])
        for tag in sys_tags(): print(tag)
        """;
    List<String> real = RealPip.python(folder, script, "").lines().toList();
    String[] own = real.get(0).split(" ");
    PyTags tags = PyTags.of(own[0], own[1], Integer.parseInt(own[2]));

    List<Integer> ranks =
        real.subList(1, real.size()).stream()
            .map(it -> tags.rank("a-1-" + it + ".whl").orElse(-1))
            .toList();

    assertThat(ranks).hasSizeGreaterThan(100).doesNotContain(-1).isSorted();
  }
}
