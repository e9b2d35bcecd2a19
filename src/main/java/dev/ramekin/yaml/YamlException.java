package dev.ramekin.yaml;

import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;

/** A YAML text that is not what was expected; carries the finding to report. */
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  YamlException(Origin origin, String message) {
    super(origin + ": " + message);
    this.finding = Finding.error("yaml", origin, message);
  }

  /** Returns what is wrong and where. */
  public Finding finding() {
    return finding;
  }
}
