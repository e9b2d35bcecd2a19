package dev.ramekin.lang;

import dev.ramekin.model.Origin;

/**
 * Why something is not known. Whatever is computed from an unknown carries the same cause.
 *
 * @param reason in words, without a full stop: {@code File.exist?("/etc/motd") reads the host}
 * @param origin where the unknown arose, not where it is used
 */
public record Unknown(String reason, Origin origin) {}
