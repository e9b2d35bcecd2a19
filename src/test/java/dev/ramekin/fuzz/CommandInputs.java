package dev.ramekin.fuzz;

import dev.ramekin.cli.Main;
import dev.ramekin.yaml.YamlNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Whole command lines over a damaged file: one of the source, or one that an earlier run left, such
 * as the lock. A command must end with one of its exit codes and, when it fails, a message.
 */
final class CommandInputs implements Inputs {
  private static final int UNREADABLE = 2;
  private static final int WORST_EXIT = 4;
  private static final List<String> LEFT = List.of("ramekin.yaml", "ramekin.lock");

  /** A fixture that is converted, copied to where its files can be damaged. */
  private record Seed(Path folder, List<String> command, List<Path> files) {
    Path out() {
      return folder.resolve("out");
    }

    Path left() {
      return folder.resolve("left");
    }
  }

  private final List<Seed> seeds = new ArrayList<>();
  private final long seed;

  /** Copies the fixtures that {@code convert} runs on and converts each once. */
  CommandInputs(Path fixtures, Path work, long seed) throws IOException {
    this.seed = seed;
    try (Stream<Path> folders = Files.list(fixtures)) {
      for (Path folder : folders.sorted().toList()) {
        List<String> command = command(folder);
        if (command.contains("convert")) {
          seeds.add(prepare(folder, work.resolve(folder.getFileName().toString()), command));
        }
      }
    }
  }

  /** Returns the command line of a fixture; none when its input is unreadable as it is. */
  private static List<String> command(Path fixture) throws IOException {
    Path file = fixture.resolve("case.yaml");
    YamlNode yaml = YamlNode.parse(file.toString(), Files.readString(file));
    boolean unreadable = yaml.require("exit").integer() == UNREADABLE;
    return unreadable ? List.of() : yaml.require("command").texts();
  }

  private static Seed prepare(Path fixture, Path folder, List<String> template) throws IOException {
    FileUtils.deleteDirectory(folder.toFile());
    FileUtils.copyDirectory(fixture.toFile(), folder.toFile());
    List<String> command =
        template.stream()
            .map(word -> word.replace("{input}", folder.resolve("input").toString()))
            .map(word -> word.replace("{out}", folder.resolve("out").toString()))
            .map(word -> word.replace("{case}", fixture.toString()))
            .map(word -> word.replace("{cache}", folder.resolve("cache").toString()))
            .toList();
    Seed unread = new Seed(folder, command, List.of());
    if (Files.isDirectory(folder.resolve("before"))) {
      FileUtils.copyDirectory(folder.resolve("before").toFile(), unread.out().toFile());
    }
    check(command);
    for (String name : LEFT) {
      FileUtils.copyFileToDirectory(unread.out().resolve(name).toFile(), unread.left().toFile());
    }
    try (Stream<Path> files = Files.walk(folder.resolve("input"))) {
      return new Seed(folder, command, files.filter(Files::isRegularFile).sorted().toList());
    }
  }

  @Override
  public Damaged damaged(long number) throws IOException {
    Random random = new Random(seed * 1_000_003 + number);
    random.nextInt();
    Seed chosen = seeds.get(random.nextInt(seeds.size()));
    Path file =
        random.nextBoolean()
            ? chosen.files().get(random.nextInt(chosen.files().size()))
            : chosen.left().resolve(LEFT.get(random.nextInt(LEFT.size())));
    byte[] whole = Files.readAllBytes(file);
    byte[] other = Files.readAllBytes(chosen.files().get(random.nextInt(chosen.files().size())));
    byte[] bytes = new Mutator(random).damage(whole, other);
    boolean bill = file.endsWith("ramekin.lock") && random.nextBoolean();
    List<String> command = bill ? List.of("sbom", chosen.out().toString()) : chosen.command();
    return new Damaged(
        chosen.folder().getFileName() + "/" + file.getFileName(),
        bytes,
        () -> run(chosen, command, file, whole, bytes));
  }

  private static void run(Seed seed, List<String> command, Path file, byte[] whole, byte[] damaged)
      throws IOException {
    Files.write(file, damaged);
    try {
      FileUtils.deleteDirectory(seed.out().toFile());
      FileUtils.copyDirectory(seed.left().toFile(), seed.out().toFile());
      check(command);
    } finally {
      Files.write(file, whole);
    }
  }

  private static void check(List<String> command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            command.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String messages = err.toString(StandardCharsets.UTF_8);
    if (exit < 0 || exit > WORST_EXIT) {
      throw new AssertionError("exit code " + exit + ": " + messages);
    }
    if (exit != 0 && messages.isBlank() && out.size() == 0) {
      throw new AssertionError("exit code " + exit + " without a message");
    }
    if (messages.contains("\tat ") || messages.contains("This is a fault of Ramekin's")) {
      throw new AssertionError(messages);
    }
  }
}
