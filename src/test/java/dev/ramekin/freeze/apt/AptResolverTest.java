package dev.ramekin.freeze.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.freeze.apt.Resolution.Closure;
import dev.ramekin.freeze.apt.Resolution.Impossible;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AptResolverTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static String stanza(String name, String version, String... lines) {
    return "Package: %s\nVersion: %s\nArchitecture: amd64\n%s%sFilename: pool/%s.deb\nSize: 1\nSHA256: %s\n\n"
        .formatted(
            name, version, String.join("\n", lines), lines.length == 0 ? "" : "\n", name, HASH);
  }

  private static AptResolver resolver(Map<String, String> installed, String... stanzas) {
    Universe universe = new Universe();
    byte[] text = String.join("", stanzas).getBytes(StandardCharsets.UTF_8);
    new UniverseBuilder(universe, "amd64").addIndex(text, text.length, 0);
    Indices indices =
        new Indices(
            universe.write().array(),
            "amd64",
            List.of(),
            List.of(new PackageFile(0, Map.of(), "main", "amd64", "")),
            List.of(),
            List.of());
    return indices.resolver(InstalledSystem.ofVersions(new TreeMap<>(installed)));
  }

  private static Request request(String name) {
    return new Request(name, Optional.empty());
  }

  private static List<String> install(AptResolver resolver, boolean recommends, String... names) {
    List<Request> requests = List.of(names).stream().map(AptResolverTest::request).toList();
    return words(resolver.resolve(requests, recommends));
  }

  private static List<String> words(Resolution resolution) {
    if (resolution instanceof Closure closure) {
      return closure.packages().stream().map(it -> it.name() + "=" + it.version()).toList();
    }
    return ((Impossible) resolution).reasons();
  }

  @Test
  void theClosureHoldsWhatIsNotThereYet() {
    AptResolver resolver =
        resolver(
            Map.of("c", "1"),
            stanza("a", "1", "Depends: b (>= 1), c"),
            stanza("b", "2", "Pre-Depends: d"),
            stanza("c", "1"),
            stanza("d", "1"));

    assertThat(install(resolver, false, "a")).containsExactly("a=1", "b=2", "d=1");
  }

  @Test
  void recommendationsComeOnlyWhenAskedFor() {
    AptResolver resolver = resolver(Map.of(), stanza("a", "1", "Recommends: b"), stanza("b", "1"));

    assertThat(install(resolver, false, "a")).containsExactly("a=1");
    assertThat(install(resolver, true, "a")).containsExactly("a=1", "b=1");
  }

  @Test
  void theFirstAlternativeThatCanBeIsTaken() {
    AptResolver resolver =
        resolver(
            Map.of(),
            stanza("a", "1", "Depends: gone | b | c"),
            stanza("b", "1"),
            stanza("c", "1"));

    assertThat(install(resolver, false, "a")).containsExactly("a=1", "b=1");
    assertThat(install(resolver, false, "c", "a")).containsExactly("a=1", "c=1");
  }

  @Test
  void aVersionedProvideMeetsAVersionedDependency() {
    AptResolver resolver =
        resolver(
            Map.of(),
            stanza("a", "1", "Depends: v (>= 2)"),
            stanza("old", "1", "Provides: v (= 1)"),
            stanza("plain", "1", "Provides: v"),
            stanza("new", "1", "Provides: v (= 2)"));

    assertThat(install(resolver, false, "a")).containsExactly("a=1", "new=1");
  }

  @Test
  void whatIsInstalledIsUpgradedWhereItMust() {
    AptResolver resolver =
        resolver(
            Map.of("lib", "1", "other", "1"),
            stanza("a", "1", "Depends: lib (>= 2)"),
            stanza("lib", "2"),
            stanza("other", "2"));

    assertThat(install(resolver, false, "a")).containsExactly("a=1", "lib=2");
  }

  @Test
  void anArchitectureQualifierIsUnderstood() {
    AptResolver resolver =
        resolver(
            Map.of(),
            stanza("a", "1", "Depends: python:any (>= 3), b:amd64"),
            stanza("python", "3", "Multi-Arch: allowed"),
            stanza("b", "1"));

    assertThat(install(resolver, false, "a")).containsExactly("a=1", "b=1", "python=3");
  }

  @Test
  void aConflictTakesTheInstalledPackageAway() {
    AptResolver resolver =
        resolver(
            Map.of("mawk", "1"),
            stanza("postfix", "1", "Conflicts: mta", "Provides: mta"),
            stanza("mawk", "1"),
            stanza("exim", "1", "Conflicts: mta", "Provides: mta"));

    assertThat(install(resolver, false, "postfix")).containsExactly("postfix=1");
    assertThat(install(resolver, false, "postfix", "exim"))
        .anyMatch(reason -> reason.contains("cannot be together with mta"));
  }

  @Test
  void anExactVersionIsTakenAndAStarStandsForTheRest() {
    AptResolver resolver = resolver(Map.of(), stanza("a", "1.2-3"), stanza("a", "1.3-1"));

    assertThat(words(resolver.resolve(List.of(new Request("a", Optional.of("1.2-3"))), false)))
        .containsExactly("a=1.2-3");
    assertThat(words(resolver.resolve(List.of(new Request("a", Optional.of("1.2*"))), false)))
        .containsExactly("a=1.2-3");
    assertThat(words(resolver.resolve(List.of(new Request("a", Optional.of("2"))), false)))
        .containsExactly("there is no version 2 of a; available: 1.3-1, 1.2-3");
  }

  @Test
  void preferredVersionsStayAsLongAsTheyAreThere() {
    AptResolver resolver =
        resolver(
            Map.of(),
            stanza("a", "1", "Depends: b"),
            stanza("a", "2", "Depends: b"),
            stanza("b", "1"),
            stanza("b", "2"));

    assertThat(
            words(
                resolver.resolve(
                    List.of(request("a")), false, Map.of("a", "1", "b", "1", "gone", "1"))))
        .containsExactly("a=1", "b=1");
  }

  @Test
  void aVirtualPackageNeedsAChoiceWhenSeveralProvideIt() {
    AptResolver resolver =
        resolver(Map.of(), stanza("a", "1", "Provides: v, w"), stanza("b", "1", "Provides: v"));

    assertThat(install(resolver, false, "w")).containsExactly("a=1");
    assertThat(install(resolver, false, "v"))
        .containsExactly("v is a virtual package; choose one of a, b");
  }

  @Test
  void whatCannotBeIsExplainedLinkByLink() {
    AptResolver resolver =
        resolver(
            Map.of(),
            stanza("a", "1", "Depends: b"),
            stanza("b", "1", "Depends: c (>= 2)"),
            stanza("c", "1"));

    assertThat(install(resolver, false, "a"))
        .containsExactly("a 1 needs b", "b 1 needs c (>= 2), but c 1 is to be taken");
    assertThat(install(resolver, false, "nosuch")).containsExactly("there is no package nosuch");
  }

  @Test
  void whatStandsInTheWayIsNamedWithWhatNeedsIt() {
    AptResolver resolver =
        resolver(
            Map.of(),
            stanza("a", "1", "Depends: b (>= 1), c"),
            stanza("b", "1", "Conflicts: d"),
            stanza("c", "1", "Depends: d"),
            stanza("d", "1"),
            stanza("e", "1", "Provides: d"));

    assertThat(install(resolver, false, "a", "d"))
        .containsExactly(
            "a 1 needs b (>= 1)", "b 1 cannot be together with d, which is asked for too");
    assertThat(install(resolver, false, "b", "e"))
        .containsExactly("b 1 cannot be together with d, which e 1 is");
    assertThat(install(resolver, false, "c", "d-", "e-"))
        .containsExactly("c 1 needs d, yet d 1, e 1 must not be there");
  }

  @Test
  void twoVersionsThatAreNeededAreNamed() {
    AptResolver resolver =
        resolver(
            Map.of(),
            stanza("a", "1", "Depends: lib (= 1)"),
            stanza("lib", "1"),
            stanza("lib", "2"));

    assertThat(install(resolver, false, "a"))
        .containsExactly("a 1 needs lib (= 1), but lib 2 is to be taken");
    assertThat(
            words(
                resolver.resolve(
                    List.of(request("a"), new Request("lib", Optional.of("2"))), false)))
        .containsExactly("a 1 needs lib (= 1), but lib 2 is asked for");
    assertThat(
            words(
                resolver.resolve(
                    List.of(request("a"), new Request("lib", Optional.of("1"))), false)))
        .containsExactly("a=1", "lib=1");
  }

  @Test
  void wordsOfTheCommandLineAreTakenAsAptTakesThem() {
    AptResolver resolver =
        resolver(
            Map.of("old", "1"),
            stanza("g++", "1", "Depends: v | w"),
            stanza("v", "1", "Task: web-server, other"),
            stanza("w", "1", "Task: web-server"),
            stanza("old", "1"));

    assertThat(install(resolver, false, "g++")).containsExactly("g++=1", "v=1");
    assertThat(install(resolver, false, "g++", "v-")).containsExactly("g++=1", "w=1");
    assertThat(install(resolver, false, "w+", "g++:amd64")).containsExactly("g++=1", "w=1");
    assertThat(install(resolver, false, "web-server^")).containsExactly("v=1", "w=1");
    assertThat(install(resolver, false, "[vw]")).containsExactly("v=1", "w=1");
    assertThat(install(resolver, false, "^v$")).containsExactly("v=1");
    assertThat(install(resolver, false, "v:i386"))
        .containsExactly("there is no package v:i386; only amd64 is looked at");
    assertThat(install(resolver, false, "none^")).containsExactly("there is no task none");
    assertThat(((Closure) resolver.resolve(List.of(request("old-")), false)).removed())
        .containsExactly("old");
  }

  @Test
  void anEssentialPackageIsNotRemoved() {
    AptResolver resolver =
        resolver(
            Map.of("base", "1"),
            stanza("base", "1", "Essential: yes"),
            stanza("a", "1", "Conflicts: base"));

    assertThat(install(resolver, false, "a"))
        .containsExactly("a 1 cannot be together with base; base 1 is installed and stays");
  }
}
