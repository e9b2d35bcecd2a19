package dev.ramekin.model;

/**
 * The operating system release a host runs.
 *
 * @param id the key of its file in {@code converters/platforms}: {@code debian-12}
 * @param name Ohai's platform name: {@code debian}
 * @param version release number: {@code 12}
 * @param family Ohai's platform family: {@code debian}, {@code rhel}
 * @param codename {@code bookworm}; empty where the distribution has none
 * @param architecture Debian's name of it: {@code amd64}
 */
public record Platform(
    String id, String name, String version, String family, String codename, String architecture) {}
