package dev.ramekin.freeze;

import java.net.URI;
import java.util.stream.Stream;

/** Addresses as recipes write them. */
final class Addresses {
  private Addresses() {}

  /** Returns the address; nothing when the text is none. */
  static Stream<URI> read(String text) {
    try {
      return Stream.of(URI.create(text.strip().replace(" ", "%20")));
    } catch (IllegalArgumentException exception) {
      return Stream.empty();
    }
  }
}
