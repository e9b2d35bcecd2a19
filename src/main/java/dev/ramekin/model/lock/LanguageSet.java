package dev.ramekin.model.lock;

import java.util.List;

/**
 * What one statement that installs packages of a language gave: all of them, with what they need.
 *
 * @param runtime what it was resolved for: {@code node 18}; empty when that was not known
 * @param request what the statement asks for: {@code grunt-cli}, {@code rack=2.2.8}
 */
public record LanguageSet(
    LanguageManager manager, String runtime, List<String> request, List<LanguagePackage> packages) {
  public LanguageSet {
    request = List.copyOf(request);
    packages = List.copyOf(packages);
  }

  /** Returns whether it is what a statement of that manager asks for. */
  public boolean answers(LanguageManager other, List<String> words) {
    return manager == other && request.equals(words);
  }
}
