package dev.ramekin.freeze;

import dev.ramekin.model.deployment.Stage;

/**
 * Freezes one kind of thing: packages of a package manager, downloads, commits. Collects what it
 * froze and tells what it could not; stages come parents first.
 */
interface StageFreezer {
  /** Freezes what a stage asks for of this kind. */
  void freeze(Stage stage);
}
