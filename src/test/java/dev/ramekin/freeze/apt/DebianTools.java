package dev.ramekin.freeze.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.bouncycastle.openpgp.PGPException;

/**
 * An archive made with Debian's own tools, {@code dpkg-deb} and {@code apt-ftparchive}, signed with
 * a key of its own. Every publication replaces the one before: old versions are gone, as on a
 * mirror.
 */
public final class DebianTools {
  private final Path root;
  private final TestArchive key;

  /** Starts an archive in a folder. */
  public DebianTools(Path root) throws PGPException {
    this.root = root;
    this.key = TestArchive.in(root);
  }

  /** Returns what is missing on this machine; empty when all is there. */
  public static List<String> missing() {
    return Stream.of("dpkg-deb", "apt-ftparchive")
        .filter(it -> !Files.isExecutable(Path.of("/usr/bin", it)))
        .toList();
  }

  /**
   * A package to build.
   *
   * @param depends as in a control file; empty for none
   */
  public record Source(String name, String version, String depends) {}

  /** Publishes packages as suite {@code stable}, and nothing else. */
  public void publish(List<Source> packages) throws Exception {
    FileUtils.deleteDirectory(root.resolve("pool").toFile());
    FileUtils.deleteDirectory(root.resolve("dists").toFile());
    Path folder = Files.createDirectories(root.resolve("dists/stable/main/binary-amd64"));
    for (Source source : packages) {
      build(source);
    }
    run(root, folder.resolve("Packages"), "apt-ftparchive", "packages", "pool");
    Path release = root.resolve("dists/stable/Release");
    run(
        root.resolve("dists/stable"),
        release,
        "apt-ftparchive",
        "-o",
        "APT::FTPArchive::Release::Suite=stable",
        "-o",
        "APT::FTPArchive::Release::Components=main",
        "-o",
        "APT::FTPArchive::Release::Architectures=amd64",
        "release",
        ".");
    Files.writeString(root.resolve("dists/stable/InRelease"), key.sign(Files.readString(release)));
    Files.delete(release);
    Files.writeString(root.resolve("key.asc"), key.publicKey());
  }

  private void build(Source source) throws Exception {
    Path tree = Files.createTempDirectory("deb");
    try {
      write(
          tree.resolve("DEBIAN/control"),
          "Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: Kontor <kontor@example.com>\n"
                  .formatted(source.name(), source.version())
              + (source.depends().isEmpty() ? "" : "Depends: " + source.depends() + "\n")
              + "Description: a package of our own\n");
      write(
          tree.resolve("usr/share/kontor/" + source.name()),
          source.name() + " " + source.version() + "\n");
      Path pool = Files.createDirectories(root.resolve("pool/main"));
      run(
          root,
          root.resolve("build.log"),
          "dpkg-deb",
          "--root-owner-group",
          "--build",
          tree.toString(),
          pool.resolve(source.name() + "_" + source.version() + "_all.deb").toString());
      Files.delete(root.resolve("build.log"));
    } finally {
      FileUtils.deleteDirectory(tree.toFile());
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private static void run(Path folder, Path output, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .start();
    String errors =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + errors);
    }
  }
}
