package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.engine.EngineTest;
import dev.ramekin.freeze.BuildArchives;
import dev.ramekin.freeze.Places;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.TestServer;
import dev.ramekin.model.lock.Lock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same recipe, built from a pantry, from a snapshot archive and from the live mirror, with real
 * packages. The snapshot archive is a folder laid out like snapshot.debian.org.
 */
@EngineTest
class StrategiesEngineTest {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  @TempDir private Path folder = Path.of("set by JUnit");
  private TestServer server;
  private String data = "";
  private String messages = "";
  private final List<String> tags = new ArrayList<>();

  StrategiesEngineTest() throws IOException {
    server = new TestServer(folder);
  }

  @BeforeEach
  void writeCookbook() throws IOException {
    server.close();
    server = new TestServer(folder.resolve("www"));
    server.listFolders();
    Files.createDirectories(folder.resolve("shelf/recipes"));
    Files.writeString(folder.resolve("shelf/metadata.rb"), "name 'shelf'\nversion '1.0.0'\n");
    Files.writeString(folder.resolve("shelf/recipes/default.rb"), "package %w(tree less)\n");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    for (String tag : tags) {
      docker("image", "rm", "--force", tag);
    }
  }

  private static String docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private int ramekin(String... arguments) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int code = Main.run(arguments, new PrintStream(stdout), new PrintStream(stderr));
    data = stdout.toString(StandardCharsets.UTF_8);
    messages = stderr.toString(StandardCharsets.UTF_8);
    return code;
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  private Lock convert(String name, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("convert", folder.resolve("shelf").toString()));
    arguments.addAll(List.of("-o", out(name).toString(), "--run-list", "recipe[shelf]"));
    arguments.addAll(Arrays.asList(more));
    assertThat(ramekin(arguments.toArray(new String[0]))).as(messages).isZero();
    return LockStore.read(out(name));
  }

  /** Builds, and returns what is installed, one package with its version a line. */
  private String build(String name, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("build", out(name).toString(), "--no-cache"));
    arguments.addAll(Arrays.asList(more));
    assertThat(ramekin(arguments.toArray(new String[0]))).as(messages).isZero();
    String tag = data.strip().replaceFirst(".* ", "");
    tags.add(tag);
    return docker("run", "--rm", tag, "dpkg-query", "-W", "tree", "less", "libc6", "base-files");
  }

  private static String digest(Path out) throws IOException {
    return Objects.requireNonNull(LockStore.read(out).images().get("base")).digest();
  }

  /** Puts what a lock needs where a snapshot archive of these days would have it. */
  private void makeSnapshot(Lock lock, Path pantry) throws Exception {
    Lock live =
        new Lock(
            Lock.Strategy.VERSION,
            lock.architectures(),
            lock.baseImages(),
            lock.archives(),
            lock.stages(),
            lock.packages(),
            lock.downloads(),
            lock.git(),
            lock.languages(),
            lock.images());
    Map<String, String> mirrors = new TreeMap<>();
    BuildArchives.list(live, Places.ofMachine())
        .lines()
        .map(it -> it.split(" ", 2))
        .forEach(it -> mirrors.putIfAbsent(it[0], it[1]));
    for (Lock.Archive archive : lock.archives()) {
      String stamp = STAMP.format(Instant.parse(archive.date()).plus(Duration.ofHours(3)));
      Path root = folder.resolve("www/archive/" + archive.name() + "/" + stamp);
      String release = "dists/" + archive.suite() + "/InRelease";
      URI uri =
          URI.create(
              Objects.requireNonNull(mirrors.get(archive.name())).replaceFirst("/*$", "/")
                  + release);
      Path target = root.resolve(release);
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.write(target, new Fetcher(System.getenv()).bytes(uri));
      for (Lock.Package it : lock.packages("base")) {
        if (it.archive().equals(archive.name())) {
          FileUtils.copyFile(
              pantry.resolve(it.pantryPath()).toFile(), root.resolve(it.filename()).toFile());
        }
      }
    }
  }

  @Test
  void eachStrategyInstallsTheSamePackages() throws Exception {
    Lock fromPantry = convert("pantry");
    String installed = build("pantry");
    assertThat(installed).contains("tree\t", "less\t");
    makeSnapshot(fromPantry, out("pantry").resolve("pantry"));

    String snapshots = "snapshot=" + server.uri("/archive");
    Lock fromSnapshot = convert("snapshot", "--freeze", "snapshot", "--mirror", snapshots);
    assertThat(messages).doesNotContain("snapshot-not-checked").doesNotContain("was not found");
    assertThat(fromSnapshot.packages()).isEqualTo(fromPantry.packages());
    String[] noMirror = {
      "--mirror",
      snapshots,
      "--mirror",
      "debian=" + server.uri("/live"),
      "--mirror",
      "debian-security=" + server.uri("/live"),
      "--cache",
      folder.resolve("nothing-kept").toString()
    };
    assertThat(build("snapshot", noMirror)).isEqualTo(installed);
    assertThat(server.asked())
        .noneMatch(it -> it.contains("/live"))
        .anyMatch(it -> it.matches("GET /archive/debian/[0-9]{8}T[0-9]{6}Z/pool/.*/tree_.*"));
    String digest = digest(out("snapshot"));
    build("snapshot", "--mirror", snapshots);
    assertThat(digest(out("snapshot"))).isEqualTo(digest);

    Lock fromMirror = convert("version", "--freeze", "version");
    assertThat(messages).contains("images take their packages from the live archives");
    assertThat(fromMirror.packages()).isEqualTo(fromPantry.packages());
    assertThat(build("version")).isEqualTo(installed);
  }

  @Test
  void aPlainBakeDownloadsByHashInTheBuild() throws Exception {
    convert("version", "--freeze", "version");
    String installed = build("version");
    Path archives = out("version").resolve("archives/archives.list");
    String own =
        BuildArchives.list(LockStore.read(out("version")), Places.ofMachine())
            .replace("http://localhost", "http://127.0.0.1");
    Files.writeString(archives, own);

    String log =
        docker(
            "buildx",
            "build",
            "--no-cache",
            "--progress=plain",
            "--build-context=archives=" + archives.getParent(),
            "--build-context=tools=" + out("version").resolve("tools"),
            "--tag=shelf/plain",
            out("version").resolve("images/base").toString());
    tags.add("shelf/plain");

    assertThat(log).contains("/pool/main/t/tree/tree_");
    assertThat(
            docker(
                "run",
                "--rm",
                "shelf/plain",
                "dpkg-query",
                "-W",
                "tree",
                "less",
                "libc6",
                "base-files"))
        .isEqualTo(installed);
  }

  @Test
  void aPackageThatIsNowhereIsNamedAndNothingIsBuilt() throws Exception {
    Lock lock = convert("version", "--freeze", "version");
    Path file = out("version").resolve("ramekin.lock");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll("(name: tree,.*sha256: ')[0-9a-f]{64}", "$1" + "0".repeat(64)));

    assertThat(ramekin("build", out("version").toString())).isEqualTo(1);
    assertThat(messages)
        .contains("tree 2.")
        .contains("cannot be fetched")
        .contains("expected SHA-256 000");
    assertThat(lock.images()).isEmpty();
  }
}
