package dev.ramekin.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * What one run of a case gave.
 *
 * @param exit the exit code
 * @param stdout standard output; JSON is set out over lines for the reader's sake
 * @param stderr standard error
 * @param files every file that was written, by path
 */
record Outcome(int exit, String stdout, String stderr, SortedMap<String, byte[]> files) {
  /** The command line, as {@code Main.run} has it. */
  interface CommandLine {
    /** Runs and returns the exit code. */
    int run(String[] arguments, PrintStream out, PrintStream err);
  }

  /**
   * Runs a case with an output folder that does not exist yet, or that holds the case's folder
   * {@code before}: what an earlier run left.
   */
  static Outcome of(GoldenCase golden, CommandLine commandLine, Path out) throws IOException {
    Path input = golden.folder().resolve("input");
    Path before = golden.folder().resolve("before");
    if (Files.isDirectory(before)) {
      FileUtils.copyDirectory(before.toFile(), out.toFile());
    }
    String[] arguments =
        golden.command().stream()
            .map(word -> word.replace("{input}", input.toString()))
            .map(word -> word.replace("{out}", out.toString()))
            .map(word -> word.replace("{case}", golden.folder().toString()))
            .map(word -> word.replace("{cache}", out.resolveSibling("no-cache").toString()))
            .toArray(String[]::new);
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int exit;
    try (PrintStream outStream = new PrintStream(stdout, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(stderr, true, StandardCharsets.UTF_8)) {
      exit = commandLine.run(arguments, outStream, errStream);
    }
    return new Outcome(
        exit,
        setOut(placeless(stdout.toString(StandardCharsets.UTF_8), golden, out)),
        placeless(stderr.toString(StandardCharsets.UTF_8), golden, out),
        read(out));
  }

  /** Returns what is to be compared: the streams that the case names and the files by its globs. */
  SortedMap<String, byte[]> compared(GoldenCase golden) {
    SortedMap<String, byte[]> compared = new TreeMap<>();
    if (golden.stdout()) {
      compared.put("stdout.txt", stdout.getBytes(StandardCharsets.UTF_8));
    }
    if (golden.stderr()) {
      compared.put("stderr.txt", stderr.getBytes(StandardCharsets.UTF_8));
    }
    files.forEach(
        (path, bytes) -> {
          if (golden.compare().stream().anyMatch(glob -> matches(glob, path))) {
            compared.put("out/" + path, bytes);
          }
        });
    return compared;
  }

  private static boolean matches(String glob, String path) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(path));
  }

  private static String placeless(String text, GoldenCase golden, Path out) {
    return text.replace(out.toString(), "{out}")
        .replace(golden.folder().resolve("input").toString(), "{input}")
        .replace(golden.folder().toString(), "{case}");
  }

  private static String setOut(String text) {
    if (!text.startsWith("{")) {
      return text;
    }
    try {
      ObjectMapper mapper = new ObjectMapper();
      JsonNode json = mapper.readTree(text);
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException exception) {
      return text;
    }
  }

  /** Returns all files below a folder by path; none when there is no such folder. */
  static SortedMap<String, byte[]> read(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.put(path, Files.readAllBytes(file));
      }
    }
    return files;
  }
}
