package dev.ramekin.freeze.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.http.Hashes;
import dev.ramekin.freeze.oci.ImageRegistry.RemoteImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's docker-registry: open, behind htpasswd, behind a token server, with TLS. */
class RealRegistryTest {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  @TempDir private Path folder = Path.of("set by JUnit");

  private String amd64 = "";
  private String arm64 = "";
  private String index = "";

  @BeforeEach
  void fill() throws Exception {
    assumeThat(RealRegistry.isThere()).as("there is no docker-registry here").isTrue();
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), "", "")) {
      amd64 = push(registry, "amd64");
      arm64 = push(registry, "arm64");
      String json =
          """
          {"schemaVersion":2,"mediaType":"%s","manifests":[%s,%s]}"""
              .formatted(INDEX, child(amd64, "amd64"), child(arm64, "arm64"));
      assertThat(registry.manifest("library/os", "1", INDEX, json)).isEqualTo(201);
      index = digest(json);
    }
  }

  private static String digest(String text) {
    return "sha256:" + Hashes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String push(RealRegistry registry, String architecture) throws Exception {
    String configuration = "{\"os\":\"linux\",\"architecture\":\"%s\"}".formatted(architecture);
    registry.blob(
        "library/os", digest(configuration), configuration.getBytes(StandardCharsets.UTF_8));
    String json = manifest(configuration);
    assertThat(registry.manifest("library/os", architecture, MANIFEST, json)).isEqualTo(201);
    return digest(json);
  }

  private static String manifest(String configuration) {
    return """
        {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},"layers":[]}"""
        .formatted(MANIFEST, digest(configuration), configuration.length());
  }

  private static String child(String digest, String architecture) {
    return """
        {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"%s"}}"""
        .formatted(
            MANIFEST,
            digest,
            manifest("{\"os\":\"linux\",\"architecture\":\"%s\"}".formatted(architecture)).length(),
            architecture);
  }

  private RemoteImage resolve(RealRegistry registry, String name, String... mirrors)
      throws Exception {
    ImageRegistry client =
        new ImageRegistry(
            new Fetcher(Map.of()),
            Credentials.read(folder.resolve("config.json")),
            new DaemonSettings(folder.resolve("docker")),
            List.of(mirrors),
            new CacheFolder(folder.resolve("cache")));
    String full = mirrors.length == 0 ? registry.host() + "/" + name : name;
    return client.resolve(ImageReference.parse(full).orElseThrow());
  }

  private RemoteImage expected() {
    return new RemoteImage(index, Map.of("linux/amd64", amd64, "linux/arm64", arm64));
  }

  private void login(RealRegistry registry, String entry) throws Exception {
    Files.writeString(
        folder.resolve("config.json"), "{\"auths\":{\"%s\":%s}}".formatted(registry.host(), entry));
  }

  private static String password(String plain) {
    return "{\"auth\":\"%s\"}"
        .formatted(Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anOpenRegistryIsAskedAsItselfAndAsAMirror() throws Exception {
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), "", "")) {
      assertThat(resolve(registry, "library/os:1")).isEqualTo(expected());
      assertThat(resolve(registry, "library/os@" + index)).isEqualTo(expected());
      assertThat(resolve(registry, "library/os:arm64"))
          .isEqualTo(new RemoteImage(arm64, Map.of("linux/arm64", arm64)));
      assertThat(resolve(registry, "os:1", registry.host())).isEqualTo(expected());
      assertThat(resolve(registry, "docker.io/library/os:1", "http://" + registry.host()))
          .isEqualTo(expected());
      assertThatThrownBy(() -> resolve(registry, "library/os:2"))
          .hasMessageEndingWith("/v2/library/os/manifests/2: the registry does not have it");
    }
  }

  @Test
  void anEmptyIndexIsRefused() throws Exception {
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), "", "")) {
      String empty = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}".formatted(INDEX);
      assumeThat(registry.manifest("library/os", "empty", INDEX, empty)).isEqualTo(201);

      assertThatThrownBy(() -> resolve(registry, "library/os:empty"))
          .hasMessageEndingWith("the image has no platform at the moment");
    }
  }

  @Test
  void aPasswordOpensARegistryBehindHtpasswd() throws Exception {
    String hash = OpenBSDBCrypt.generate("secret".toCharArray(), new byte[16], 5);
    Files.writeString(folder.resolve("htpasswd"), "me:" + hash + "\n");
    String auth = "auth: {htpasswd: {realm: test, path: %s}}".formatted(folder.resolve("htpasswd"));
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), auth, "")) {
      assertThatThrownBy(() -> resolve(registry, "library/os:1"))
          .hasMessageContaining("401, the registry does not give it to everybody")
          .hasMessageEndingWith("log in with `docker login " + registry.host() + "`");
      login(registry, password("me:wrong"));
      assertThatThrownBy(() -> resolve(registry, "library/os:1"))
          .hasMessageContaining("does not give it to the login in docker's configuration")
          .message()
          .doesNotContain("wrong");
      login(registry, password("me:secret"));
      assertThat(resolve(registry, "library/os:1")).isEqualTo(expected());
      login(registry, "{\"username\":\"me\",\"password\":\"secret\"}");
      assertThat(resolve(registry, "library/os:1")).isEqualTo(expected());
    }
  }

  @Test
  void aTokenOpensARegistryBehindATokenServer() throws Exception {
    TestCertificates certificates = new TestCertificates();
    certificates.write(folder.resolve("certificates"));
    try (TokenServer tokens = new TokenServer(certificates)) {
      String auth =
          "auth: {token: {realm: '%s', service: registry, issuer: test, rootcertbundle: %s}}"
              .formatted(tokens.realm(), folder.resolve("certificates/ca.crt"));
      try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), auth, "")) {
        assertThatThrownBy(() -> resolve(registry, "library/os:1"))
            .hasMessage(
                "http://%s: being nobody gives no access to library/os (401)", registry.host());
        login(registry, password("me:secret"));
        assertThat(resolve(registry, "library/os:1")).isEqualTo(expected());
        login(registry, "{\"auth\":\"\",\"identitytoken\":\"refresh\"}");
        assertThat(resolve(registry, "library/os:1")).isEqualTo(expected());
        assertThat(tokens.asked())
            .containsExactly(
                "GET repository:library/os:pull",
                "GET repository:library/os:pull",
                "POST repository:library/os:pull");
      }
    }
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedForItsRegistry() throws Exception {
    TestCertificates certificates = new TestCertificates();
    Path made = folder.resolve("certificates");
    certificates.write(made);
    String tls =
        "  tls: {certificate: %s, key: %s}"
            .formatted(made.resolve("server.crt"), made.resolve("server.key"));
    try (RealRegistry registry = new RealRegistry(folder.resolve("registry"), "", tls)) {
      Path own = folder.resolve("docker/certs.d").resolve(registry.host());
      Files.createDirectories(own);
      assertThatThrownBy(() -> resolve(registry, "library/os:1"))
          .hasMessageContaining("no trusted connection");
      Files.copy(made.resolve("ca.crt"), own.resolve("ca.crt"));
      assertThat(resolve(registry, "library/os:1")).isEqualTo(expected());
    }
  }

  @Test
  void aProgramThatKeepsPasswordsIsAsked() throws Exception {
    Path program = folder.resolve("docker-credential-test");
    Files.writeString(
        program,
        "#!/bin/sh\nread -r host\n[ \"$1 $host\" = \"get example.com\" ] || exit 1\n"
            + "echo '{\"ServerURL\":\"example.com\",\"Username\":\"me\",\"Secret\":\"s:1\"}'\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    CredentialHelper helper = new CredentialHelper(program.toString());

    assertThat(helper.get("example.com")).contains(new Login.Password("me", "s:1"));
    assertThat(helper.get("other.example.com")).isEmpty();
    assertThat(new CredentialHelper("docker-credential-nosuch").get("example.com")).isEmpty();
  }
}
