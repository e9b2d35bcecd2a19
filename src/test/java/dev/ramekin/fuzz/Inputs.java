package dev.ramekin.fuzz;

import java.io.IOException;

/** Damaged inputs by their numbers; the same one for the same number. */
interface Inputs {
  /** What is done with an input. Throws an {@code AssertionError} when that ends badly. */
  interface Trial {
    /** Runs. */
    void run() throws IOException;
  }

  /**
   * A damaged input.
   *
   * @param file the file that was damaged
   * @param bytes what stands in it
   * @param trial what is done with it
   */
  record Damaged(String file, byte[] bytes, Trial trial) {}

  /** Returns the input of a number. */
  Damaged damaged(long number) throws IOException;
}
