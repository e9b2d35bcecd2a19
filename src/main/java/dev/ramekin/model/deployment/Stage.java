package dev.ramekin.model.deployment;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A layer of images: what several services share, or what one service adds.
 *
 * @param name {@code base}, {@code web}
 * @param platform the operating system release
 * @param baseImage reference with tag: {@code debian:bookworm-slim}
 * @param parent the stage it continues; empty for the base image itself
 * @param operations in the order they are carried out
 */
public record Stage(
    String name,
    Platform platform,
    String baseImage,
    Optional<String> parent,
    List<Operation> operations) {
  public Stage {
    operations = List.copyOf(operations);
  }
}
