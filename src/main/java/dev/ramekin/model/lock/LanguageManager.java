package dev.ramekin.model.lock;

import java.util.Optional;
import java.util.stream.Stream;

/** The package managers of languages: each has one public registry and a form of archive. */
public enum LanguageManager {
  /** Node's. */
  NPM("npm", "npm", "npm", "npm", ".tgz"),
  /** Python's. */
  PIP("pip", "pypi", "pypi", "pip", ".sdist"),
  /** Ruby's. */
  GEM("gem", "rubygems", "gem", "gems", ".gem");

  private final String word;
  private final String registry;
  private final String purlType;
  private final String folder;
  private final String ending;

  LanguageManager(String word, String registry, String purlType, String folder, String ending) {
    this.word = word;
    this.registry = registry;
    this.purlType = purlType;
    this.folder = folder;
    this.ending = ending;
  }

  /** Returns what it is called: {@code npm}. */
  public String word() {
    return word;
  }

  /** Returns what its registry is called where archives have names: {@code rubygems}. */
  public String registry() {
    return registry;
  }

  /** Returns the type of its package URLs: {@code pypi}. */
  public String purlType() {
    return purlType;
  }

  /** Returns the pantry's folder for its archives. */
  public String folder() {
    return folder;
  }

  /** Returns what the names of its archives end with in the pantry. */
  public String ending() {
    return ending;
  }

  /** Returns the manager of a name. */
  public static Optional<LanguageManager> of(String word) {
    return Stream.of(values()).filter(it -> it.word.equals(word)).findFirst();
  }
}
