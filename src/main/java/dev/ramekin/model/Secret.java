package dev.ramekin.model;

import java.util.Optional;

/**
 * A credential.
 *
 * @param name lower case with underscores, from the place it was read: {@code shop_db_password}
 * @param value its value when the source holds it in the clear; empty when it is by reference
 * @param origin where it was read first
 */
public record Secret(String name, Optional<String> value, Origin origin) {
  /** Never shows the value. */
  @Override
  public String toString() {
    return "Secret[" + name + "]";
  }
}
