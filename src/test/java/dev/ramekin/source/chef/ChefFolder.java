package dev.ramekin.source.chef;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Statement;
import dev.ramekin.source.SourceReader;
import dev.ramekin.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Chef source that a test writes and has evaluated. */
record ChefFolder(Path path) {
  /** Makes the folder a cookbook named shop with one recipe. */
  ChefFolder recipe(String text) {
    return write("metadata.rb", "name 'shop'\n").write("recipes/default.rb", text);
  }

  ChefFolder write(String file, String text) {
    try {
      Files.createDirectories(path.resolve(file).getParent());
      Files.writeString(path.resolve(file), text);
      return this;
    } catch (IOException exception) {
      throw new AssertionError(exception);
    }
  }

  SourceTree read() {
    return SourceReader.read(List.of(path));
  }

  Estate estate(ChefOptions options) {
    return ChefEvaluator.evaluate(read(), options);
  }

  Estate estate() {
    return estate(ChefOptions.DEFAULT);
  }

  Estate answered(Map<String, String> answers) {
    return estate(ChefOptions.DEFAULT.withAnswers(answers));
  }

  List<Declared> declared() {
    return ChefEvaluator.declare(read(), ChefOptions.DEFAULT);
  }

  List<Statement> statements() {
    return statements(estate());
  }

  static List<Statement> statements(Estate estate) {
    return estate.hosts().stream().flatMap(host -> host.leaves()).toList();
  }

  List<Operation> operations() {
    return estate().hosts().stream().flatMap(host -> host.operations()).toList();
  }

  /** Returns statements as {@code status type[name]}. */
  static List<String> brief(Estate estate) {
    return statements(estate).stream().map(it -> it.status().word() + " " + it.label()).toList();
  }
}
