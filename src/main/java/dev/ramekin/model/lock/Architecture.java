package dev.ramekin.model.lock;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A processor architecture by its two names: Debian's (Debian policy 5.6.8, {@code dpkg
 * --print-architecture}) and that of image platforms (OCI image index, {@code platform}).
 */
public enum Architecture {
  AMD64("amd64", "linux/amd64"),
  ARM64("arm64", "linux/arm64"),
  ARMEL("armel", "linux/arm/v5"),
  ARMHF("armhf", "linux/arm/v7"),
  I386("i386", "linux/386"),
  MIPS64EL("mips64el", "linux/mips64le"),
  PPC64EL("ppc64el", "linux/ppc64le"),
  RISCV64("riscv64", "linux/riscv64"),
  S390X("s390x", "linux/s390x");

  private final String debian;
  private final String platform;

  Architecture(String debian, String platform) {
    this.debian = debian;
    this.platform = platform;
  }

  /** Returns Debian's name: {@code arm64}. */
  public String debian() {
    return debian;
  }

  /** Returns the name in image indices: {@code linux/arm64}. */
  public String platform() {
    return platform;
  }

  /** Returns the architecture of a Debian name. */
  public static Optional<Architecture> ofDebian(String name) {
    return Stream.of(values()).filter(it -> it.debian.equals(name)).findFirst();
  }

  /** Returns the architecture of an image platform; {@code linux/arm64/v8} is arm64 too. */
  public static Optional<Architecture> ofPlatform(String name) {
    return Stream.of(values())
        .filter(it -> name.equals(it.platform) || name.startsWith(it.platform + "/v"))
        .findFirst();
  }
}
