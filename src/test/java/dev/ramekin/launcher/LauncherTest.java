package dev.ramekin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a clone of its own, with a small program in the place of Ramekin. */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "awk",
          "cat",
          "dirname",
          "find",
          "flock",
          "grep",
          "head",
          "ls",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sort",
          "stat",
          "touch");
  private static final String PROGRAM =
      """
      public class Program {
        public static void main(String[] arguments) {
          System.out.println("arguments: " + String.join("|", arguments));
        }
      }
      """;

  @TempDir private Path folder;
  private Path clone;
  private Path tools;

  @BeforeEach
  void makeClone() throws IOException {
    clone = Files.createDirectories(folder.resolve("a clone"));
    Files.copy(Path.of("ramekin"), clone.resolve("ramekin"));
    assertThat(clone.resolve("ramekin").toFile().setExecutable(true)).isTrue();
    for (String source : List.of("grammar", "src/main", "converters")) {
      Files.createDirectories(clone.resolve(source));
    }
    Files.writeString(clone.resolve("pom.xml"), "<project/>");
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      for (String place : List.of("/bin/", "/usr/bin/")) {
        Path program = Path.of(place + tool);
        if (Files.isExecutable(program) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), program);
        }
      }
    }
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Result result = launch(clone.resolve("ramekin"), Map.of());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.messages()).contains("no Java found").contains("17 or newer");
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    Result result =
        launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", folder.resolve("none").toString()));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.messages()).contains("JAVA_HOME is").contains("no bin/java in it");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    script(old.resolve("bin/java"), "exit 3");

    Result result = launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", old.toString()));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.messages()).contains("is Java 1.8.0_402; Ramekin needs 17 or newer");
  }

  @Test
  void saysThatMavenIsMissing() throws Exception {
    Result result = launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.messages()).contains("Maven is needed to build Ramekin");
  }

  @Test
  void saysThatMavenIsTooOld() throws Exception {
    script(tools.resolve("mvn"), "echo 'Apache Maven 3.0.5'");

    Result result = launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.messages()).contains("Maven 3.0.5 is too old");
  }

  @Test
  void runsTheJarFromAnyFolderThroughALink() throws Exception {
    writeJar();
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("first"), Path.of("..", "a clone", "ramekin"));
    Files.createSymbolicLink(links.resolve("second"), Path.of("first"));

    Result result =
        launch(links.resolve("second"), Map.of("JAVA_HOME", javaHome()), "convert", "a b", "*");

    assertThat(result.output()).isEqualTo("arguments: convert|a b|*\n");
    assertThat(result.messages()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void makesAClassDataArchiveOnceForEachJar() throws Exception {
    writeJar();
    launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()));
    Path archive = clone.resolve("target/ramekin.jsa");
    assertThat(archive).isRegularFile();
    FileTime made = Files.getLastModifiedTime(archive);

    launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()));

    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
    writeJar();
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().plusSeconds(60)));
    launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()));
    assertThat(Files.getLastModifiedTime(archive)).isNotEqualTo(made);
  }

  @Test
  void buildsWhenASourceIsNewerThanTheJar() throws Exception {
    writeJar();
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().minusSeconds(600)));
    script(
        tools.resolve("mvn"),
        "[ \"$1\" = -v ] && echo 'Apache Maven 3.8.7' && exit; echo \"$@\" >>'%s'"
            .formatted(folder.resolve("calls")));

    Result first = launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()), "x");
    Result second = launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()), "y");

    assertThat(first.messages().lines()).hasSize(1).first().asString().contains("building the jar");
    assertThat(first.output()).isEqualTo("arguments: x\n");
    assertThat(second.messages()).isEmpty();
    assertThat(second.output()).isEqualTo("arguments: y\n");
    assertThat(Files.readAllLines(folder.resolve("calls"))).hasSize(1);
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    script(
        tools.resolve("mvn"),
        "[ \"$1\" = -v ] && echo 'Apache Maven 3.8.7' && exit; echo '[ERROR] a semicolon'; exit 1");

    Result result = launch(clone.resolve("ramekin"), Map.of("JAVA_HOME", javaHome()));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.messages()).contains("[ERROR] a semicolon").contains("the build failed");
  }

  private record Result(int code, String output, String messages) {}

  private Result launch(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", "");
    Path messages = Files.createTempFile(folder, "messages", "");
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(messages.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), Files.readString(output), Files.readString(messages));
  }

  private Path jar() {
    return clone.resolve("target/ramekin-0-all.jar");
  }

  private void writeJar() throws IOException {
    Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(code).isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Program");
    Files.createDirectories(jar().getParent());
    try (OutputStream file = Files.newOutputStream(jar());
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry("Program.class"));
      out.write(Files.readAllBytes(folder.resolve("Program.class")));
    }
  }

  private static String javaHome() {
    return System.getProperty("java.home");
  }

  private static void script(Path path, String body) throws IOException {
    Files.writeString(path, "#!/bin/sh\n" + body + "\n");
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }
}
