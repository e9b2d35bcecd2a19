package dev.ramekin.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.cli.Main;
import dev.ramekin.converters.services.ServiceCatalogue;
import dev.ramekin.converters.services.ServiceEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.io.FileUtils;

/**
 * Converts, builds, starts, stops and starts again one service with Ramekin's own command line, on
 * ports of the engine's choice, and removes its image.
 */
final class ServiceTrial {
  private static final Pattern PORT = Pattern.compile("(?m)^#?\\s*([A-Z0-9_]+_PORT_\\d+)=.*$");
  private static final int MOST = 160;

  private final ServiceCatalogue catalogue = ServiceCatalogue.bundled();
  private final TrialSource source = new TrialSource(catalogue);
  private final Path work;
  private final boolean withCatalogue;
  private final TrialPantry pantry;

  /**
   * @param work folder for sources, outputs and logs
   * @param withCatalogue whether Ramekin may use its catalogue
   */
  ServiceTrial(Path work, boolean withCatalogue) {
    this.work = work;
    this.withCatalogue = withCatalogue;
    this.pantry = new TrialPantry(work.resolve("pantry"));
  }

  /** Returns the services there are to try. */
  List<String> services() {
    return source.services();
  }

  /**
   * Tries one service.
   *
   * @param release platform id
   * @return what came of it; empty when the release has no such package
   */
  Optional<TrialRow> run(String service, String release) throws IOException, InterruptedException {
    Optional<String> recipe = source.recipe(service, release);
    if (recipe.isEmpty()) {
      return Optional.empty();
    }
    Path folder = work.resolve(release + (withCatalogue ? "" : "-without")).resolve(service);
    // Nothing of an earlier trial decides: neither its lock nor a file that was changed.
    FileUtils.deleteDirectory(folder.toFile());
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve(service + ".rb"), recipe.get());
    Path out = folder.resolve("out");
    String converted = convert(file, release, out);
    if (converted.contains("package-not-frozen") || converted.contains(" is not frozen: ")) {
      return Optional.empty();
    }
    Optional<String> name = onlyService(out);
    if (name.isEmpty()) {
      return Optional.of(row(service, release, "it became no container"));
    }
    askForPorts(out);
    pantry.fill(out);
    addRoundTrip(out.resolve("checks").resolve(name.get() + ".yaml"), service, release);
    try {
      String verified = command("verify", out.toString(), "--restart");
      Files.writeString(folder.resolve("verify.txt"), verified);
      return Optional.of(read(service, release, out, verified));
    } finally {
      pantry.keep(out);
      FileUtils.deleteDirectory(out.resolve("pantry").toFile());
      removeImages(out);
    }
  }

  private String convert(Path file, String release, Path out) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of("convert", file.toString(), "--platform", release, "-o", out.toString()));
    if (!withCatalogue) {
      words.add("--no-catalogue");
    }
    String answer = command(words.toArray(String[]::new));
    Files.writeString(out.resolveSibling("convert.txt"), answer);
    return answer;
  }

  private static Optional<String> onlyService(Path out) throws IOException {
    Path checks = out.resolve("checks");
    if (!Files.isDirectory(checks)) {
      return Optional.empty();
    }
    try (var files = Files.list(checks)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
          .filter(name -> !name.endsWith("-jobs"))
          .sorted()
          .findFirst();
    }
  }

  /** Published ports become any that are free. */
  private static void askForPorts(Path out) throws IOException {
    Matcher ports = PORT.matcher(Files.readString(out.resolve(".env.example")));
    StringBuilder text = new StringBuilder();
    while (ports.find()) {
      text.append(ports.group(1)).append("=127.0.0.1:0\n");
    }
    Files.writeString(out.resolve(".env"), text);
  }

  /** What the catalogue would have put there: a service it does not know is judged alike. */
  private void addRoundTrip(Path checks, String service, String release) throws IOException {
    String text = Files.readString(checks);
    if (text.contains("\nroundTrip:")) {
      return;
    }
    ServiceEntry entry =
        catalogue.resolve(catalogue.find(service).orElseThrow(), release, List.of());
    List<String> lines = new ArrayList<>(List.of("roundTrip:"));
    entry.upkeep().roundTrip().flatMap(it -> it.write()).ifPresent(it -> add(lines, "write", it));
    add(
        lines,
        "read",
        entry
            .upkeep()
            .roundTrip()
            .map(it -> it.read())
            .orElseGet(() -> shell(entry.probe().orElseThrow().command())));
    lines.add("  lasting: " + !entry.places().state().isEmpty());
    Files.writeString(checks, String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
  }

  private static void add(List<String> lines, String key, String script) {
    lines.add("  " + key + ": |");
    script.lines().forEach(line -> lines.add("    " + line));
  }

  private static String shell(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private TrialRow read(String service, String release, Path out, String verified)
      throws IOException {
    Path evidence = out.resolve("report/evidence.json");
    if (!Files.exists(evidence)) {
      return row(service, release, brief("does not build: " + lastLine(verified)));
    }
    JsonNode root = new ObjectMapper().readTree(evidence.toFile());
    JsonNode run = root.path("runs").path(0);
    return new TrialRow(
        service,
        release,
        withCatalogue,
        Optional.of(run.path("imageMegabytes").asLong()).filter(it -> it > 0),
        seconds(run, "secondsToHealthy"),
        seconds(run, "secondsToStop"),
        run.has("exitStatus") ? Optional.of(run.path("exitStatus").asLong()) : Optional.empty(),
        run.path("user").asText(),
        run.isMissingNode() ? "" : run.path("readOnlyRoot").asBoolean() ? "read-only" : "writable",
        root.path("passed").asBoolean() ? TrialRow.PASS : brief(difference(root)));
  }

  private static Optional<Double> seconds(JsonNode run, String key) {
    return run.has(key) ? Optional.of(run.path(key).asDouble()) : Optional.empty();
  }

  private static String difference(JsonNode root) {
    List<String> failures = new ArrayList<>();
    for (JsonNode check : root.path("checks")) {
      if (!check.path("passed").asBoolean() && !check.path("kind").asText().equals("start")) {
        failures.add(
            check.path("kind").asText()
                + " "
                + check.path("subject").asText()
                + ": "
                + check.path("actual").asText());
      }
    }
    return failures.isEmpty() ? "does not start" : String.join("; ", failures);
  }

  private TrialRow row(String service, String release, String result) {
    return TrialRow.failed(service, release, withCatalogue, result);
  }

  private static String brief(String text) {
    String line = text.replaceAll("\\s+", " ").replace("|", "/").strip();
    return line.length() > MOST ? line.substring(0, MOST) + "…" : line;
  }

  private static String lastLine(String text) {
    return text.strip().substring(text.strip().lastIndexOf('\n') + 1);
  }

  private static String command(String... words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Main.run(words, stream, stream);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void removeImages(Path out) throws IOException, InterruptedException {
    Path evidence = out.resolve("report/evidence.json");
    if (!Files.exists(evidence)) {
      return;
    }
    List<String> words = new ArrayList<>(List.of("docker", "image", "rm", "--force"));
    for (JsonNode image : new ObjectMapper().readTree(evidence.toFile()).path("images")) {
      image.path("tags").forEach(tag -> words.add(tag.asText()));
    }
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroy();
    }
  }
}
