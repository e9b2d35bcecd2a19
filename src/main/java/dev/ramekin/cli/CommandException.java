package dev.ramekin.cli;

/** A command cannot go on; the message says what, where and what to do. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
