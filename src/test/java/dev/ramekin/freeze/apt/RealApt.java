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

  /** What apt would do, in a form to compare. */
  record Answer(boolean solved, SortedMap<String, String> installed, TreeSet<String> removed) {}

  private RealApt(Path root) {
    this.root = root;
  }

  static boolean isThere() {
    return Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  /**
   * Lays out apt's state.
   *
   * @param texts per source its Packages files by path
   */
  static RealApt layOut(Path root, Map<AptSource, Map<String, byte[]>> texts, String status)
      throws IOException {
    for (String folder :
        List.of("lists/partial", "cache/archives/partial", "etc/preferences.d", "log")) {
      Files.createDirectories(root.resolve(folder));
    }
    StringBuilder sources = new StringBuilder();
    for (Map.Entry<AptSource, Map<String, byte[]>> entry : texts.entrySet()) {
      AptSource source = entry.getKey();
      sources.append(
          "deb [trusted=yes] %s %s %s\n"
              .formatted(source.uri(), source.suite(), String.join(" ", source.components())));
      String prefix =
          source.uri().toString().replaceFirst("^[a-z]+://", "").replace('/', '_')
              + "_dists_"
              + source.suite().replace('/', '_')
              + "_";
      Files.writeString(root.resolve("lists").resolve(prefix + "Release"), "Suite: x\n");
      for (Map.Entry<String, byte[]> text : entry.getValue().entrySet()) {
        String name = text.getKey().replaceFirst("Packages.*", "Packages").replace('/', '_');
        Files.write(root.resolve("lists").resolve(prefix + name), text.getValue());
      }
    }
    Files.writeString(root.resolve("etc/sources.list"), sources);
    Files.writeString(root.resolve("status"), status);
    Files.writeString(root.resolve("apt.conf"), configuration(root));
    return new RealApt(root);
  }

  private static String configuration(Path root) {
    return """
        Dir::Etc::main "/dev/null";
        Dir::Etc::parts "/dev/null";
        Dir::Etc::sourcelist "%1$s/etc/sources.list";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::preferences "/dev/null";
        Dir::Etc::preferencesparts "/dev/null";
        Dir::State "%1$s";
        Dir::State::status "%1$s/status";
        Dir::State::lists "%1$s/lists";
        Dir::Cache "%1$s/cache";
        Dir::Log "%1$s/log";
        APT::Architecture "amd64";
        APT::Architectures { "amd64"; };
        Debug::NoLocking "true";
        """
        .formatted(root);
  }

  Answer install(List<String> names, boolean recommends) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("apt-get", "-s", "-o", "APT::Install-Recommends=" + recommends, "install"));
    command.addAll(names);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("APT_CONFIG", root.resolve("apt.conf").toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
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
    return new Answer(solved, installed, removed);
  }
}
