package dev.ramekin.freeze;

import dev.ramekin.freeze.http.FetchException;
import java.nio.file.Path;

/** A place that a file of the pantry can be had from. */
interface Supply {
  /**
   * Puts the file there, whole and with the right hash.
   *
   * @throws FetchException when it cannot be had from here
   */
  void bring(Path target) throws FetchException;
}
