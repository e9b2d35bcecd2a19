package dev.ramekin.freeze.oci;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image's name taken apart, with Docker's defaults: {@code debian} is {@code
 * docker.io/library/debian:latest}.
 *
 * @param registry host, perhaps with a port
 * @param repository {@code library/debian}
 * @param tag {@code bookworm-slim}; of no meaning where there is a digest
 * @param digest {@code sha256:…}
 */
public record ImageReference(
    String registry, String repository, String tag, Optional<String> digest) {
  /** The registry of names without a host. */
  public static final String DOCKER_HUB = "docker.io";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<path>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
              + "(?::(?<tag>[\\w][\\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?");

  /** Returns the parts of a name; empty when it is none. */
  public static Optional<ImageReference> parse(String name) {
    int slash = name.indexOf('/');
    String head = slash < 0 ? "" : name.substring(0, slash);
    boolean hasHost = head.contains(".") || head.contains(":") || head.equals("localhost");
    String registry = hasHost ? head : DOCKER_HUB;
    Matcher matcher = FORM.matcher(hasHost ? name.substring(slash + 1) : name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String path = matcher.group("path");
    boolean official = registry.equals(DOCKER_HUB) && !path.contains("/");
    return Optional.of(
        new ImageReference(
            registry,
            official ? "library/" + path : path,
            Optional.ofNullable(matcher.group("tag")).orElse("latest"),
            Optional.ofNullable(matcher.group("digest"))));
  }

  /** Returns the tag or the digest: what a manifest is asked for by. */
  String version() {
    return digest.orElse(tag);
  }

  ImageReference at(String otherDigest) {
    return new ImageReference(registry, repository, tag, Optional.of(otherDigest));
  }

  @Override
  public String toString() {
    return registry + "/" + repository + digest.map(it -> "@" + it).orElse(":" + tag);
  }
}
