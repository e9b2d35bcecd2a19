package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceFile;
import dev.ramekin.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which versions of cookbooks a repository was resolved to: {@code Berksfile.lock}, {@code
 * Cheffile.lock}; and which it asks for: {@code Berksfile}, {@code Cheffile}. All lie at the top.
 *
 * @param pins locked cookbooks by name
 * @param wanted version constraints by name
 */
record CookbookLocks(Map<String, CookbookPin> pins, Map<String, List<String>> wanted) {
  /** {@code " nginx (2.7.6)"}: the dependencies of it are indented further. */
  private static final Pattern LOCKED =
      Pattern.compile("^( +)([A-Za-z0-9_.-]+) \\((\\d[0-9A-Za-z.-]*)\\)$", Pattern.MULTILINE);

  CookbookLocks {
    pins = Map.copyOf(pins);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    wanted.forEach((name, constraints) -> copy.put(name, List.copyOf(constraints)));
    wanted = Map.copyOf(copy);
  }

  /** Reads what there is. */
  static CookbookLocks read(SourceTree tree, SettingFiles settings, Consumer<Finding> findings) {
    Map<String, CookbookPin> pins = new LinkedHashMap<>();
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    files(tree, "Berksfile.lock", "Cheffile.lock")
        .forEach(file -> locked(file, findings).forEach(pins::putIfAbsent));
    files(tree, "Berksfile", "Cheffile")
        .forEach(file -> settings.evaluate(file, (ruby, methods) -> language(methods, wanted)));
    return new CookbookLocks(pins, wanted);
  }

  private static Stream<SourceFile> files(SourceTree tree, String... names) {
    return Stream.of(names)
        .flatMap(name -> tree.chef().atTheTop(name).stream())
        .flatMap(path -> tree.file(path).stream());
  }

  private static Map<String, CookbookPin> locked(SourceFile file, Consumer<Finding> findings) {
    return file.text().stripLeading().startsWith("{")
        ? JsonValues.object(file, findings).map(it -> old(new Fields(it))).orElse(Map.of())
        : text(file.text());
  }

  /** Berkshelf 3 and librarian: the graph's first level of indentation names the versions. */
  private static Map<String, CookbookPin> text(String text) {
    Map<String, CookbookPin> pins = new LinkedHashMap<>();
    Matcher matcher = LOCKED.matcher(text.replace("\r\n", "\n"));
    while (matcher.find()) {
      pins.putIfAbsent(matcher.group(2), CookbookPin.to(matcher.group(3)));
    }
    return pins;
  }

  /** Berkshelf 1 and 2 wrote JSON. */
  private static Map<String, CookbookPin> old(Fields lock) {
    Map<String, CookbookPin> pins = new LinkedHashMap<>();
    for (String key : List.of("sources", "dependencies")) {
      lock.below(key)
          .byName()
          .forEach(
              (name, locked) ->
                  pins.put(
                      name,
                      new CookbookPin(
                          locked.text("locked_version"), Optional.empty(), locked.text("path"))));
    }
    return pins;
  }

  private static void language(Methods methods, Map<String, List<String>> wanted) {
    methods
        .method("cookbook", 1, Methods.ANY, call -> want(call, wanted))
        .method("group", 0, Methods.ANY, CookbookLocks::inside)
        .method("method_missing", 1, Methods.ANY, call -> RubyNil.NIL);
  }

  private static RubyValue inside(Call call) {
    return call.block().isPresent() ? call.yield() : RubyNil.NIL;
  }

  private static RubyValue want(Call call, Map<String, List<String>> wanted) {
    for (RubyValue argument : call.arguments().subList(1, call.count())) {
      if (argument instanceof RubyString constraint) {
        wanted.computeIfAbsent(call.nameText(0), it -> new ArrayList<>()).add(constraint.text());
      }
    }
    return RubyNil.NIL;
  }
}
