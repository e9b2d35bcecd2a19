package dev.ramekin.verify;

import java.nio.file.Path;
import java.util.Optional;

/** The container engine is missing, or could not do what was asked; the message says what to do. */
public final class EngineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Path> log;

  EngineException(String message) {
    this(message, Optional.empty());
  }

  EngineException(String message, Optional<Path> log) {
    super(message);
    this.log = log;
  }

  EngineException(String message, Throwable cause) {
    super(message, cause);
    this.log = Optional.empty();
  }

  /** Returns the file that holds the engine's own words. */
  public Optional<Path> log() {
    return log;
  }
}
