package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.erb.ErbTemplate;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import dev.ramekin.yaml.YamlException;
import dev.ramekin.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Test Kitchen's file. ERB in it is evaluated without the environment of the machine: there, what
 * is asked for has the value that stands behind {@code ||}, or none.
 *
 * @param root the folder it lies in; empty for the top
 * @param settings its content
 * @param origin the file
 */
record KitchenFile(String root, Fields settings, Origin origin) {
  private static final List<String> NAMES =
      List.of("kitchen.yml", ".kitchen.yml", "kitchen.yaml", ".kitchen.yaml");

  /** Returns that of the first folder the user named which has one. */
  static Optional<KitchenFile> find(
      SourceTree tree, ParsedFiles parsed, SettingFiles files, Consumer<Finding> findings) {
    return tree.chef().roots().stream()
        .flatMap(
            root ->
                NAMES.stream()
                    .flatMap(name -> tree.file(root.isEmpty() ? name : root + "/" + name).stream())
                    .findFirst()
                    .flatMap(file -> read(root, file, parsed, files, findings))
                    .stream())
        .findFirst();
  }

  private static Optional<KitchenFile> read(
      String root,
      SourceFile file,
      ParsedFiles parsed,
      SettingFiles files,
      Consumer<Finding> findings) {
    Origin origin = Origin.ofFile(file.path());
    try {
      String text =
          file.text().contains("<%") ? withoutErb(file, parsed, files, findings) : file.text();
      Object value = YamlNode.parse(file.path(), text).value().orElse(Map.of());
      return JsonValues.ofJava(value) instanceof RubyHash kitchen
          ? Optional.of(new KitchenFile(root, new Fields(kitchen), origin))
          : Optional.empty();
    } catch (YamlException malformed) {
      findings.accept(
          Finding.warning(
              "bad-kitchen", malformed.finding().origin(), malformed.finding().message()));
    } catch (RubyError | BudgetExceededException failed) {
      findings.accept(Finding.warning("bad-kitchen", origin, String.valueOf(failed.getMessage())));
    }
    return Optional.empty();
  }

  private static String withoutErb(
      SourceFile file, ParsedFiles parsed, SettingFiles files, Consumer<Finding> findings) {
    Interpreter ruby = files.interpreter();
    String program = ErbTemplate.toRuby(file.text(), ErbTemplate.Dialect.DASH);
    Optional<RubyNode> tree = parsed.program(file.path(), program, findings);
    StringBuilder text = new StringBuilder();
    tree.map(it -> ruby.instanceEval(file.path(), it, ruby.main())).stream()
        .flatMap(KitchenFile::pieces)
        .forEach(piece -> text.append(ruby.settle(piece).text()));
    return text.toString();
  }

  private static Stream<RubyValue> pieces(RubyValue value) {
    return value instanceof RubyArray list ? list.list().stream() : Stream.of(value);
  }

  /** Returns a path of this file's folder as one of the source. */
  String path(String inside) {
    String tidy = inside.replaceFirst("^(?:\\./)+", "").replaceFirst("/+$", "");
    return root.isEmpty() ? tidy : root + "/" + tidy;
  }
}
