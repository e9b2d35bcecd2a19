package dev.ramekin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Digest;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.model.lock.Lock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.cyclonedx.model.Bom;
import org.junit.jupiter.api.Test;

class SbomTest {
  private static final String URL = "https://downloads.example.com/agent 2.0.tar.gz?token=1";
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static Lock.Package pack(String name, String version, String architecture) {
    return new Lock.Package(
        name, version, architecture, 1, HASH, "pool/x.deb", "debian", List.of());
  }

  private static Lock lock() {
    return new Lock(
        Lock.Strategy.PANTRY,
        List.of(Architecture.AMD64, Architecture.ARM64),
        Map.of(
            "debian:bookworm-slim",
            new Lock.BaseImage(
                "sha256:" + HASH,
                Map.of(
                    "linux/amd64",
                    "sha256:" + "a".repeat(64),
                    "linux/arm64/v8",
                    "sha256:" + "b".repeat(64)))),
        List.of(),
        Map.of(
            "base",
            new Lock.Stage(
                "debian:bookworm-slim",
                "debian-12",
                false,
                10,
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            "web",
            new Lock.Stage(
                "base",
                "debian-12",
                true,
                20,
                List.of(),
                List.of(),
                List.of(URL),
                List.of("git://x/y.git#v1"))),
        Map.of(
            "base",
            List.of(pack("libc6", "2.36-9", "amd64"), pack("tzdata", "2026a", "all")),
            "web",
            List.of(
                pack("libc6", "2.36-9+deb12u1", "amd64"),
                pack("libstdc++6", "1:12.2~x", "amd64"),
                pack("libstdc++6", "1:12.2~x+b1", "arm64"))),
        Map.of(URL, new Lock.Download(URL, List.of(), HASH, 3)),
        Map.of(
            "git://x/y.git#v1", List.of(new GitTree("", "git://x/y.git", "c".repeat(40), HASH, 5))),
        Map.of(
            "web",
            List.of(
                new LanguageSet(
                    LanguageManager.NPM,
                    "node 18",
                    List.of("@shop/cli"),
                    List.of(
                        new LanguagePackage(
                            LanguageManager.NPM,
                            "@shop/cli",
                            "1.0.0",
                            "node_modules/@shop/cli",
                            new Digest(Digest.Algorithm.SHA512, "ab".repeat(64)),
                            0,
                            "@shop/cli/-/cli-1.0.0.tgz",
                            List.of(Architecture.AMD64)))))),
        Map.of(
            "web",
            new Lock.Image("sha256:" + "e".repeat(64), List.of("linux/amd64"), "f".repeat(64))));
  }

  private static List<String> purls(String text) throws IOException {
    List<String> purls = new ArrayList<>();
    for (JsonNode component : new ObjectMapper().readTree(text).path("components")) {
      purls.add(component.path("purl").asText());
    }
    return purls;
  }

  @Test
  void everyBillIsValidByItsSchema() {
    Schema schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_7, builder -> builder.schemas(SbomTest::schema))
            .getSchema(schema("http://cyclonedx.org/schema/bom-1.6.schema.json"));

    for (String text : Sbom.of(lock()).values()) {
      assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
    }
    assertThat(schema.validate("{\"bomFormat\":\"x\"}", InputFormat.JSON)).isNotEmpty();
  }

  /** The schemas come with the library. */
  private static String schema(String iri) {
    String name = iri.substring(iri.lastIndexOf('/') + 1);
    try (InputStream stream = Bom.class.getResourceAsStream("/" + name)) {
      return new String(Objects.requireNonNull(stream, iri).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  @Test
  void everyImageHasWhatItsStagesBroughtOnceAndByArchitecture() throws IOException {
    SortedMap<String, String> bills = Sbom.of(lock());

    assertThat(bills).containsOnlyKeys("web.cdx.json", "web.arm64.cdx.json");
    assertThat(purls(Objects.requireNonNull(bills.get("web.cdx.json"))))
        .containsExactly(
            "pkg:oci/debian@sha256%3A"
                + "a".repeat(64)
                + "?arch=amd64&repository_url=docker.io%2Flibrary%2Fdebian&tag=bookworm-slim",
            "pkg:deb/debian/libc6@2.36-9%2Bdeb12u1?arch=amd64&distro=debian-12",
            "pkg:deb/debian/libstdc%2B%2B6@1%3A12.2~x?arch=amd64&distro=debian-12",
            "pkg:deb/debian/tzdata@2026a?arch=all&distro=debian-12",
            "pkg:generic/agent%202.0.tar.gz@"
                + HASH
                + "?checksum=sha256%3A"
                + HASH
                + "&download_url=https%3A%2F%2Fdownloads.example.com%2Fagent%202.0.tar.gz%3Ftoken%3D1",
            "pkg:generic/y@"
                + "c".repeat(40)
                + "?checksum=sha256%3A"
                + HASH
                + "&vcs_url=git%2Bgit%3A%2F%2Fx%2Fy.git%40"
                + "c".repeat(40),
            "pkg:npm/%40shop/cli@1.0.0");
    assertThat(purls(Objects.requireNonNull(bills.get("web.arm64.cdx.json"))))
        .hasSize(5)
        .contains("pkg:deb/debian/libstdc%2B%2B6@1%3A12.2~x%2Bb1?arch=arm64&distro=debian-12")
        .anyMatch(it -> it.startsWith("pkg:oci/debian@sha256%3A" + "b".repeat(64)));
  }

  @Test
  void everyPartHasItsHashAndTheSameLockGivesTheSameBytes() throws IOException {
    String text = Objects.requireNonNull(Sbom.of(lock()).get("web.cdx.json"));
    JsonNode bom = new ObjectMapper().readTree(text);

    for (JsonNode component : bom.path("components")) {
      JsonNode hash = component.path("hashes").path(0);
      assertThat(hash.path("alg").asText()).isIn("SHA-256", "SHA-512");
      assertThat(hash.path("content").asText()).hasSizeGreaterThanOrEqualTo(64);
    }
    assertThat(bom.path("metadata").path("component").path("version").asText())
        .isEqualTo("sha256:" + "e".repeat(64));
    assertThat(bom.path("metadata").path("timestamp").asText()).isEqualTo("1970-01-01T00:00:20Z");
    assertThat(Sbom.of(lock()).get("web.cdx.json")).isEqualTo(text);
  }
}
