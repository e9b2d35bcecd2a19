package dev.ramekin.fuzz;

import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceReader;
import dev.ramekin.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The fixtures' inputs, of which one file at a time is damaged. */
final class Seeds {
  /** A source with one of its files. */
  record Source(SourceTree tree, SourceFile file) {}

  private final List<Source> seeds = new ArrayList<>();

  /** Reads the inputs of all fixtures below a folder. */
  Seeds(Path fixtures) throws IOException {
    try (Stream<Path> folders = Files.list(fixtures)) {
      // What loops without end takes seconds, damaged or not.
      for (Path folder : folders.filter(it -> !it.endsWith("bad-endless-loop")).sorted().toList()) {
        SourceTree tree = SourceReader.read(List.of(folder.resolve("input")));
        tree.files().values().stream()
            .filter(file -> file.path().matches(".*\\.(rb|erb|json|ya?ml)"))
            .forEach(file -> seeds.add(new Source(tree, file)));
      }
    }
  }

  /** Returns the damaged source of this number; the same one for the same numbers. */
  Source damaged(long seed, long number) {
    Random random = new Random(seed * 1_000_003 + number);
    random.nextInt();
    Source chosen = seeds.get(random.nextInt(seeds.size()));
    byte[] other = seeds.get(random.nextInt(seeds.size())).file().bytes();
    byte[] bytes = new Mutator(random).damage(chosen.file().bytes(), other);
    SourceFile file = new SourceFile(chosen.file().path(), bytes);
    SortedMap<String, SourceFile> files = new TreeMap<>(chosen.tree().files());
    files.put(file.path(), file);
    SourceTree tree = chosen.tree();
    return new Source(
        new SourceTree(tree.name(), tree.kind(), files, tree.chef(), tree.findings()), file);
  }
}
