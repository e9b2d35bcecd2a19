package dev.ramekin.verify;

import java.nio.file.Path;

/** Verifies a folder in a program of its own, for a test that ends it on the way. */
final class VerifierMain {
  private VerifierMain() {}

  public static void main(String[] arguments) throws Exception {
    Path out = Path.of(arguments[0]);
    Verifier.verify(out, VerifyOptions.of(out));
  }
}
