package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What any order of versions must hold; {@link DebianVersionTest} holds it against dpkg's. */
class DebianVersionPropertyTest {
  @Provide
  Arbitrary<String> versions() {
    Arbitrary<String> part =
        Arbitraries.strings().withChars("0019azAZ.+~").ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> epoch = Arbitraries.of("", "", "0:", "1:", "12:");
    Arbitrary<String> revision = Arbitraries.of("", "-0", "-1", "-1~bpo1", "-1-2", "-ubuntu1");
    return Combinators.combine(epoch, part, revision).as((a, b, c) -> a + b + c);
  }

  @Property
  void theOrderIsTheSameFromBothSides(
      @ForAll("versions") String left, @ForAll("versions") String right) {
    assertThat(Integer.signum(DebianVersion.compare(left, right)))
        .isEqualTo(-Integer.signum(DebianVersion.compare(right, left)));
  }

  @Property
  void theOrderIsTransitive(
      @ForAll("versions") String a, @ForAll("versions") String b, @ForAll("versions") String c) {
    if (DebianVersion.compare(a, b) <= 0 && DebianVersion.compare(b, c) <= 0) {
      assertThat(DebianVersion.compare(a, c)).isLessThanOrEqualTo(0);
    }
  }

  @Property
  void aTildeIsBeforeTheEndAndAnEpochBeforeAll(@ForAll("versions") String version) {
    assertThat(DebianVersion.compare(version + "~", version)).isNegative();
    assertThat(DebianVersion.compare("99:" + version.replaceFirst("^[0-9]+:", ""), version))
        .isPositive();
  }

  @Property
  void noTextIsTooOddToCompare(@ForAll String left, @ForAll String right) {
    assertThat(DebianVersion.compare(left, left)).isZero();
    assertThat(Integer.signum(DebianVersion.compare(left, right)))
        .isEqualTo(-Integer.signum(DebianVersion.compare(right, left)));
  }
}
