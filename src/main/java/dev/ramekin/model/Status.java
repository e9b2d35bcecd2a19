package dev.ramekin.model;

import java.util.Locale;

/** How a statement of the input ended. Every statement has exactly one. */
public enum Status {
  /** It is in an image or a compose file. */
  CONVERTED,
  /** It belongs to the host or the orchestrator; the placement says where it went. */
  HOST,
  /** A person has to answer; a default was taken meanwhile. */
  QUESTION,
  /** Kept visibly in the output as a TODO with its source. */
  UNSUPPORTED;

  /** Returns the word used in reports and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
