package dev.ramekin.freeze.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real {@code apt-get -s} over given indices and a given dpkg status, without root. */
final class RealApt {
  private static final Pattern INSTALLED =
      Pattern.compile("^Inst (\\S+)(?: \\[[^\\]]*\\])? \\((\\S+) .*");
  private static final Pattern REMOVED = Pattern.compile("^(?:Remv|Purg) (\\S+) .*");

  private final Path root;

  /**
   * What apt would do, in a form to compare.
   *
   * @param message what apt said, when it has no solution
   */
  record Answer(
      boolean solved,
      SortedMap<String, String> installed,
      TreeSet<String> removed,
      String message) {
    /**
     * Returns whether apt had a solution and then found no order to install it in, as happens with
     * circles of Pre-Depends.
     */
    boolean lacksOrder() {
      return !solved && message.contains(" newly installed, ");
    }
  }

  /**
   * What a suite's archive has, as apt keeps it in its lists.
   *
   * @param release text of the Release file
   * @param packages text of every Packages file by its path below the suite
   */
  record SuiteFiles(String release, Map<String, byte[]> packages) {}

  private RealApt(Path root) {
    this.root = root;
  }

  static boolean isThere() {
    return Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  /**
   * Lays out apt's state and lets apt make its caches.
   *
   * @param suites in the order of sources.list
   * @param preferences text of the preferences file
   */
  static RealApt layOut(
      Path root, Map<AptSource, SuiteFiles> suites, String status, String preferences)
      throws IOException, InterruptedException {
    for (String folder :
        List.of("lists/partial", "cache/archives/partial", "etc/preferences.d", "log")) {
      Files.createDirectories(root.resolve(folder));
    }
    StringBuilder sources = new StringBuilder();
    for (Map.Entry<AptSource, SuiteFiles> entry : suites.entrySet()) {
      AptSource source = entry.getKey();
      sources.append(
          "deb [trusted=yes] %s %s %s\n"
              .formatted(source.uri(), source.suite(), String.join(" ", source.components())));
      writeLists(root.resolve("lists"), source, entry.getValue());
    }
    Files.writeString(root.resolve("etc/sources.list"), sources);
    Files.writeString(root.resolve("etc/preferences"), preferences);
    Files.writeString(root.resolve("status"), status);
    Files.writeString(root.resolve("apt.conf"), configuration(root));
    RealApt apt = new RealApt(root);
    apt.run(List.of("apt-cache", "gencaches")).waitFor();
    return apt;
  }

  private static void writeLists(Path lists, AptSource source, SuiteFiles files)
      throws IOException {
    String prefix =
        source.uri().toString().replaceFirst("^[a-z]+:(//)?", "").replace('/', '_')
            + "_dists_"
            + source.suite().replace('/', '_')
            + "_";
    Files.writeString(lists.resolve(prefix + "Release"), files.release());
    for (Map.Entry<String, byte[]> text : files.packages().entrySet()) {
      String name = text.getKey().replaceFirst("Packages.*", "Packages").replace('/', '_');
      Files.write(lists.resolve(prefix + name), text.getValue());
    }
  }

  /** The settings of a Debian image: what the package apt brings, and what the images add. */
  private static String configuration(Path root) {
    return """
        Dir::Etc::main "/dev/null";
        Dir::Etc::parts "/dev/null";
        Dir::Etc::sourcelist "%1$s/etc/sources.list";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::preferences "%1$s/etc/preferences";
        Dir::Etc::preferencesparts "/dev/null";
        Dir::State "%1$s";
        Dir::State::status "%1$s/status";
        Dir::State::lists "%1$s/lists";
        Dir::Cache "%1$s/cache";
        Dir::Log "%1$s/log";
        APT::Architecture "amd64";
        APT::Architectures { "amd64"; };
        APT::AutoRemove::SuggestsImportant "false";
        APT::NeverAutoRemove { "^firmware-linux.*"; "^linux-firmware$"; "^linux-image-[a-z0-9]*$"; "^linux-image-[a-z0-9]*-[a-z0-9]*$"; };
        APT::Never-MarkAuto-Sections { "metapackages"; "tasks"; };
        APT::Move-Autobit-Sections { "oldlibs"; };
        Debug::NoLocking "true";
        """
        .formatted(root);
  }

  private Process run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("APT_CONFIG", root.resolve("apt.conf").toString());
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  /**
   * Simulates an installation.
   *
   * @param words as on apt-get's command line
   * @param options further options, such as {@code -t stable}
   */
  Answer install(List<String> words, boolean recommends, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("apt-get", "-s", "-o", "APT::Install-Recommends=" + recommends));
    command.addAll(List.of(options));
    command.add("install");
    command.add("--");
    command.addAll(words);
    Process process = run(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean solved = process.waitFor() == 0;
    SortedMap<String, String> installed = new TreeMap<>();
    TreeSet<String> removed = new TreeSet<>();
    if (solved) {
      for (String line : output.lines().toList()) {
        Matcher added = INSTALLED.matcher(line);
        if (added.matches()) {
          installed.put(added.group(1), added.group(2));
        }
        Matcher gone = REMOVED.matcher(line);
        if (gone.matches()) {
          removed.add(gone.group(1));
        }
      }
    }
    return new Answer(solved, installed, removed, solved ? "" : output);
  }
}
