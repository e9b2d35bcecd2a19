package dev.ramekin.freeze;

import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import java.util.List;

/** Finds out what one package manager of a language would install. */
interface LanguageResolver extends AutoCloseable {
  LanguageManager manager();

  /**
   * Returns what it is resolved for as it stands in the lock: {@code node 18}. When that changes,
   * an old answer does not hold any more; empty when it is not known.
   */
  String runtime(Runtimes runtimes);

  /**
   * Returns what a statement installs.
   *
   * @param runtimes the languages of the image
   * @param before what earlier statements have installed
   * @throws FetchException when something cannot be had
   */
  List<LanguagePackage> resolve(
      InstallPackages install,
      Runtimes runtimes,
      List<LanguagePackage> before,
      Architecture architecture)
      throws FetchException;

  @Override
  void close();
}
