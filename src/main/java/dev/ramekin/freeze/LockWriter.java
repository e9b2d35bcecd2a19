package dev.ramekin.freeze;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.model.lock.Lock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Writes the text of {@code ramekin.lock}. */
final class LockWriter {
  private static final String HEADER =
      """
      # What this output depends on, by content. Written by Ramekin; commit it, and review its changes
      # like code. `ramekin fetch` fills the pantry from it, `ramekin drift` says what the world has by
      # now, `ramekin freeze` takes it.
      """;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._+/~@-]*");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

  private final StringBuilder out = new StringBuilder(HEADER);

  String text(Lock lock) {
    out.append("lock: ").append(LockFile.FORMAT).append('\n');
    out.append("strategy: ").append(word(lock.strategy())).append('\n');
    out.append("architectures: ").append(architectures(lock.architectures())).append('\n');
    section("baseImages", lock.baseImages(), this::baseImage);
    out.append("archives:").append(lock.archives().isEmpty() ? " []\n" : "\n");
    sorted(lock.archives()).forEach(this::archive);
    section("stages", lock.stages(), this::stage);
    section("packages", lock.packages(), this::packages);
    section("downloads", lock.downloads(), this::download);
    section("git", lock.git(), this::trees);
    section("languages", lock.languages(), this::languages);
    section("images", lock.images(), this::image);
    return out.toString();
  }

  static String word(Lock.Strategy strategy) {
    return strategy.name().toLowerCase(Locale.ROOT);
  }

  private static List<Lock.Archive> sorted(List<Lock.Archive> archives) {
    return archives.stream()
        .sorted(
            Comparator.comparing(Lock.Archive::name)
                .thenComparing(Lock.Archive::suite)
                .thenComparing(Lock.Archive::date)
                .thenComparing(Lock.Archive::releaseSha256))
        .toList();
  }

  /** Writes a map; the body of an entry goes on behind its colon and ends without a new line. */
  private <T> void section(String name, Map<String, T> map, Consumer<T> body) {
    out.append(name).append(":").append(map.isEmpty() ? " {}\n" : "\n");
    map.forEach(
        (key, value) -> {
          out.append("  ").append(quote(key)).append(":");
          body.accept(value);
          out.append('\n');
        });
  }

  private void baseImage(Lock.BaseImage image) {
    out.append("\n    digest: ").append(quote(image.digest())).append("\n    platforms:");
    out.append(image.platforms().isEmpty() ? " {}" : "");
    image.platforms().forEach((key, digest) -> out.append("\n      " + key + ": " + quote(digest)));
  }

  private void archive(Lock.Archive archive) {
    out.append("  - {name: ").append(quote(archive.name()));
    out.append(", suite: ").append(quote(archive.suite()));
    out.append(", components: ").append(flow(archive.components()));
    out.append(", date: ").append(quote(archive.date()));
    out.append(", releaseSha256: '").append(archive.releaseSha256()).append('\'');
    archive.snapshot().ifPresent(it -> out.append(", snapshot: ").append(quote(it)));
    archive.uri().ifPresent(it -> out.append(", uri: ").append(quote(it)));
    out.append("}\n");
  }

  private void stage(Lock.Stage stage) {
    out.append("\n    from: ").append(quote(stage.from()));
    out.append("\n    platform: ").append(quote(stage.platform()));
    out.append(stage.image() ? "\n    image: true" : "");
    out.append("\n    epoch: ").append(stage.epoch());
    out.append("\n    requests: ").append(flow(stage.requests()));
    list("missing", stage.missing());
    list("downloads", stage.downloads());
    list("commits", stage.commits());
  }

  private void list(String name, List<String> words) {
    if (!words.isEmpty()) {
      out.append("\n    ").append(name).append(":");
      words.forEach(word -> out.append("\n      - ").append(quote(word)));
    }
  }

  private static String flow(List<String> words) {
    return "[" + String.join(", ", words.stream().map(LockWriter::quote).toList()) + "]";
  }

  private static String architectures(List<Architecture> architectures) {
    return flow(architectures.stream().map(Architecture::debian).toList());
  }

  private void packages(List<Lock.Package> packages) {
    out.append(packages.isEmpty() ? " []" : "");
    packages.stream()
        .sorted(
            Comparator.comparing(Lock.Package::name)
                .thenComparing(Lock.Package::architecture)
                .thenComparing(Lock.Package::version)
                .thenComparing(Lock.Package::sha256))
        .forEach(this::onePackage);
  }

  private void onePackage(Lock.Package it) {
    out.append(
        "\n    - {name: %s, version: '%s', architecture: %s, size: %d, sha256: '%s', filename: %s, archive: %s"
            .formatted(
                quote(it.name()),
                it.version(),
                it.architecture(),
                it.size(),
                it.sha256(),
                quote(it.filename()),
                quote(it.archive())));
    if (!it.only().isEmpty()) {
      out.append(", only: ").append(architectures(it.only()));
    }
    out.append('}');
  }

  private void download(Lock.Download download) {
    out.append(" {sha256: '%s', size: %d".formatted(download.sha256(), download.size()));
    if (!download.mirrors().isEmpty()) {
      out.append(", mirrors: ").append(flow(download.mirrors()));
    }
    out.append('}');
  }

  private void trees(List<GitTree> trees) {
    for (GitTree it : trees) {
      out.append("\n    - {");
      if (!it.path().isEmpty()) {
        out.append("path: ").append(quote(it.path())).append(", ");
      }
      out.append(
          "repository: %s, commit: '%s', sha256: '%s', size: %d}"
              .formatted(quote(it.repository()), it.commit(), it.sha256(), it.size()));
    }
  }

  private void languages(List<LanguageSet> sets) {
    for (LanguageSet set : sets) {
      out.append("\n    - manager: ").append(set.manager().word());
      out.append("\n      runtime: ").append(quote(set.runtime()));
      out.append("\n      request: ").append(flow(set.request()));
      out.append("\n      packages:").append(set.packages().isEmpty() ? " []" : "");
      set.packages().forEach(this::onePackage);
    }
  }

  private void onePackage(LanguagePackage it) {
    out.append("\n        - {name: ").append(quote(it.name()));
    out.append(", version: '").append(it.version()).append('\'');
    if (!it.location().isEmpty()) {
      out.append(", location: ").append(quote(it.location()));
    }
    if (it.size() > 0) {
      out.append(", size: ").append(it.size());
    }
    out.append(", digest: '").append(it.digest()).append('\'');
    out.append(", filename: ").append(quote(it.filename()));
    if (!it.only().isEmpty()) {
      out.append(", only: ").append(architectures(it.only()));
    }
    out.append('}');
  }

  private void image(Lock.Image image) {
    out.append("\n    digest: ").append(quote(image.digest()));
    out.append("\n    platforms: ").append(flow(image.platforms()));
    out.append("\n    inputs: '").append(image.inputs()).append('\'');
  }

  private static String quote(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORD_WITH_MEANING.matcher(text).matches();
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
