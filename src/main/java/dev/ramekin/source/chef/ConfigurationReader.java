package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubySymbol;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads Chef's own configuration files of a repository. */
final class ConfigurationReader {
  private static final List<Pattern> FILES =
      List.of(
          Pattern.compile("(?:.*/)?solo\\.rb"),
          Pattern.compile("(?:.*/)?zero\\.rb"),
          Pattern.compile("(?:.*/)?client\\.rb"),
          Pattern.compile("(?:.*/)?\\.(?:chef|cinc)/config\\.rb"),
          Pattern.compile("(?:.*/)?knife\\.rb"));

  private static final Pattern CODE =
      Pattern.compile("(?:.*/)?(?:recipes|attributes|libraries|resources|providers|files)/.*");

  private final SourceTree tree;
  private final SettingFiles settings;

  ConfigurationReader(SourceTree tree, SettingFiles settings) {
    this.tree = tree;
    this.settings = settings;
  }

  /** Reads all of them outside of cookbooks; of several of one name the one nearest to the top. */
  ChefConfiguration read() {
    Map<String, List<String>> all = new HashMap<>();
    for (Pattern name : FILES) {
      tree.files().values().stream()
          .filter(file -> name.matcher(file.path()).matches() && isOutside(file.path()))
          .min(Comparator.comparingInt(ConfigurationReader::depth))
          .ifPresent(file -> read(file).forEach(all::putIfAbsent));
    }
    return new ChefConfiguration(all);
  }

  private boolean isOutside(String path) {
    if (CODE.matcher(path).matches()) {
      return false;
    }
    List<String> cookbooks = new ArrayList<>(tree.chef().own().cookbooks());
    cookbooks.addAll(tree.chef().tests().cookbooks());
    return cookbooks.stream()
        .noneMatch(it -> !tree.chef().roots().contains(it) && path.startsWith(it + "/"));
  }

  private static int depth(SourceFile file) {
    return (int) file.path().chars().filter(it -> it == '/').count();
  }

  private Map<String, List<String>> read(SourceFile file) {
    Map<String, List<String>> values = new HashMap<>();
    settings.evaluate(file, (ruby, language) -> language(language, file.path(), values));
    return values;
  }

  private void language(Methods language, String file, Map<String, List<String>> values) {
    language.method(
        "method_missing",
        1,
        Methods.ANY,
        call -> call.has(1) ? set(call, file, values) : new RubyHash());
  }

  private RubyValue set(Call call, String file, Map<String, List<String>> values) {
    String setting = call.nameText(0).replaceFirst("=$", "");
    RubyValue value = call.argument(1);
    List<RubyValue> items = value instanceof RubyArray list ? list.list() : List.of(value);
    List<String> texts =
        items.stream()
            .filter(it -> it instanceof RubyString || it instanceof RubySymbol)
            .map(Plain::text)
            .toList();
    boolean paths = setting.endsWith("_path") || setting.equals("json_attribs");
    values.put(
        setting, paths ? texts.stream().flatMap(it -> find(it, file).stream()).toList() : texts);
    return value;
  }

  /**
   * Finds a path of the source. One of a host, such as {@code /var/chef/cookbooks}, is found by as
   * many of its last steps as there are.
   */
  private Optional<String> find(String path, String file) {
    int slash = file.lastIndexOf('/');
    String folder = slash < 0 ? "" : file.substring(0, slash);
    List<String> candidates = new ArrayList<>();
    if (!path.startsWith("/")) {
      candidates.addAll(tree.chef().atTheTop(path));
      candidates.add(folder + "/" + path);
    }
    for (String rest = path; !rest.isEmpty(); rest = rest.replaceFirst("^/*[^/]*/*", "")) {
      candidates.addAll(tree.chef().atTheTop(rest));
      candidates.add(folder + "/" + rest);
    }
    return candidates.stream().map(ConfigurationReader::normal).filter(this::isThere).findFirst();
  }

  private boolean isThere(String path) {
    return !path.isEmpty() && (tree.file(path).isPresent() || !tree.below(path).isEmpty());
  }

  private static String normal(String path) {
    return path.indexOf('\0') >= 0 ? "" : Path.of("/", path).normalize().toString().substring(1);
  }
}
