package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.parser.ParseResult;
import dev.ramekin.lang.ruby.parser.RubyParsing;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceFile;
import dev.ramekin.yaml.YamlException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Recipes and other Ruby files as syntax trees; each is parsed once, however many nodes and recipes
 * use it.
 */
final class ParsedFiles {
  private record Entry(Optional<RubyNode> program, List<Finding> findings) {}

  private final Map<String, Entry> parsed = new HashMap<>();

  /** Returns a file's syntax tree; empty when it has a syntax error, which is reported. */
  Optional<RubyNode> program(SourceFile file, Consumer<Finding> findings) {
    return program(file.path(), file::text, findings);
  }

  /** Returns the syntax tree of a text that stands for a file, such as a template's program. */
  Optional<RubyNode> program(String path, String text, Consumer<Finding> findings) {
    return program(path, () -> text, findings);
  }

  private Optional<RubyNode> program(
      String path, Supplier<String> text, Consumer<Finding> findings) {
    Entry entry = parsed.get(path);
    if (entry == null) {
      entry = parse(path, text.get());
      parsed.put(path, entry);
    }
    entry.findings().forEach(findings);
    return entry.program();
  }

  private static Entry parse(String path, String text) {
    if (DataRecipes.isOne(path)) {
      return data(path, text);
    }
    ParseResult result = RubyParsing.parse(path, text);
    return new Entry(
        result.errors().isEmpty() ? Optional.of(result.program()) : Optional.empty(),
        result.errors());
  }

  private static Entry data(String path, String text) {
    try {
      return new Entry(Optional.of(DataRecipes.program(path, text)), List.of());
    } catch (YamlException exception) {
      Finding finding =
          exception
              .finding()
              .advise("such a recipe is a list below 'resources', each with 'type' and 'name'");
      return new Entry(Optional.empty(), List.of(finding));
    }
  }
}
