package dev.ramekin.freeze.apt;

import dev.ramekin.freeze.http.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Answers of the real apt, kept in a folder by everything they depend on, since apt takes a second
 * for what Ramekin takes milliseconds for.
 */
final class AptAnswers {
  private final Path folder;

  AptAnswers(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Asks apt, or gives what it answered before.
   *
   * @param state names the indices, the status and the preferences
   */
  RealApt.Answer ask(RealApt apt, String state, List<String> words, boolean recommends)
      throws IOException, InterruptedException {
    String question = state + " " + recommends + " " + String.join(" ", words);
    Path file = folder.resolve(Hashes.of(question.getBytes(StandardCharsets.UTF_8)));
    if (Files.exists(file)) {
      return read(Files.readAllLines(file));
    }
    RealApt.Answer answer = apt.install(words, recommends);
    StringBuilder text = new StringBuilder(answer.solved() ? "solved\n" : "unsolved\n");
    answer.installed().forEach((name, version) -> text.append(name + "=" + version + "\n"));
    answer.removed().forEach(name -> text.append("-" + name + "\n"));
    answer.message().lines().forEach(line -> text.append("#" + line + "\n"));
    Path temporary = Files.createTempFile(folder, "new", "");
    Files.writeString(temporary, text);
    Files.move(temporary, file);
    return answer;
  }

  private static RealApt.Answer read(List<String> lines) {
    TreeMap<String, String> installed = new TreeMap<>();
    TreeSet<String> removed = new TreeSet<>();
    StringBuilder message = new StringBuilder();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("#")) {
        message.append(line.substring(1)).append('\n');
      } else if (line.startsWith("-")) {
        removed.add(line.substring(1));
      } else {
        int equals = line.indexOf('=');
        installed.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    boolean solved = lines.get(0).equals("solved");
    return new RealApt.Answer(solved, installed, removed, message.toString());
  }
}
