package dev.ramekin.freeze;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One frozen thing as a person counts them, whatever its kind.
 *
 * @param kind what it is
 * @param name what it is known by: name of a package, reference of an image, address
 * @param stage the stage that holds it
 * @param architecture empty for what has none
 * @param version what stands for its content in words
 * @param digest of its content
 */
record LockEntry(
    LockChange.Kind kind,
    String name,
    String stage,
    Optional<Architecture> architecture,
    String version,
    String digest) {
  /** As many digits of a digest as a person compares. */
  private static final int DIGITS = 12;

  /** Returns everything a lock holds. A new kind of frozen thing is listed here. */
  static List<LockEntry> of(Lock lock) {
    List<LockEntry> entries = new ArrayList<>();
    lock.stages()
        .forEach(
            (name, stage) -> {
              addImage(lock, name, stage, entries);
              addPackages(lock, name, entries);
              stage.downloads().forEach(url -> addDownload(lock, name, url, entries));
              stage.commits().forEach(key -> addCheckout(lock, name, key, entries));
              lock.languages(name).forEach(set -> addLanguage(name, set, entries));
            });
    return entries;
  }

  private static void addImage(Lock lock, String stage, Lock.Stage from, List<LockEntry> entries) {
    Lock.BaseImage image = lock.baseImages().get(from.from());
    if (image != null) {
      entries.add(byDigest(LockChange.Kind.BASE_IMAGE, from.from(), stage, image.digest()));
    }
  }

  private static void addPackages(Lock lock, String stage, List<LockEntry> entries) {
    for (Architecture architecture : lock.architectures()) {
      for (Lock.Package it : lock.packages(stage, architecture)) {
        entries.add(
            new LockEntry(
                LockChange.Kind.PACKAGE,
                it.name(),
                stage,
                Optional.of(architecture),
                it.version(),
                it.sha256()));
      }
    }
  }

  private static void addDownload(Lock lock, String stage, String url, List<LockEntry> entries) {
    Lock.Download download = lock.downloads().get(url);
    if (download != null) {
      entries.add(byDigest(LockChange.Kind.DOWNLOAD, url, stage, "sha256:" + download.sha256()));
    }
  }

  private static void addCheckout(Lock lock, String stage, String key, List<LockEntry> entries) {
    List<GitTree> trees = lock.git().getOrDefault(key, List.of());
    if (!trees.isEmpty()) {
      entries.add(
          new LockEntry(
              LockChange.Kind.GIT,
              key,
              stage,
              Optional.empty(),
              brief(trees.get(0).commit()),
              trees.stream()
                  .map(it -> it.commit() + it.sha256())
                  .collect(Collectors.joining(" "))));
    }
  }

  /** Several versions of one package may be there, at several places; they count by place. */
  private static void addLanguage(String stage, LanguageSet set, List<LockEntry> entries) {
    for (LanguagePackage it : set.packages()) {
      String place = it.location().isEmpty() ? it.name() : it.location();
      entries.add(
          new LockEntry(
              LockChange.Kind.LANGUAGE,
              set.manager().word() + " " + place.replaceFirst("^node_modules/", ""),
              stage,
              it.only().stream().findFirst(),
              it.version(),
              it.digest().toString()));
    }
  }

  private static LockEntry byDigest(
      LockChange.Kind kind, String name, String stage, String digest) {
    return new LockEntry(kind, name, stage, Optional.empty(), brief(digest), digest);
  }

  /** Returns the beginning of a digest, with its algorithm. */
  static String brief(String digest) {
    int colon = digest.indexOf(':') + 1;
    return digest.substring(0, Math.min(digest.length(), colon + DIGITS));
  }
}
