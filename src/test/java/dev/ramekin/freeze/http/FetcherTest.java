package dev.ramekin.freeze.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramekin.model.lock.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {
  private static final int SIZE = 300_000;

  @TempDir private Path folder = Path.of("set by JUnit");

  private final Fetcher fetcher = new Fetcher(Map.of(), Duration.ofSeconds(1));
  private final byte[] content = new byte[SIZE];
  private TestServer server = start();
  private Path target = folder;

  private TestServer start() {
    try {
      return new TestServer(folder);
    } catch (IOException exception) {
      throw new IllegalStateException(exception);
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    server.close();
    server = new TestServer(folder.resolve("www"));
    new Random(1).nextBytes(content);
    Files.createDirectories(folder.resolve("www"));
    Files.write(folder.resolve("www/file"), content);
    target = folder.resolve("new/target");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void fetch(String path) throws FetchException {
    fetcher.file(server.uri(path), target, Digest.sha256(Hashes.of(content)), SIZE);
  }

  @Test
  void aBrokenDownloadIsContinued() throws Exception {
    server.cutOnce("/file", 200_000);

    fetch("/file");

    assertThat(target).hasBinaryContent(content);
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().get(1)).startsWith("GET /file bytes=");
  }

  @Test
  void whatADeadProcessLeftIsContinued() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(folder.resolve("new/target.part-4194303"), Arrays.copyOf(content, 1000));

    fetch("/file");

    assertThat(target).hasBinaryContent(content);
    assertThat(server.asked()).containsExactly("GET /file bytes=1000-");
  }

  @Test
  void aLeftOverOfSomethingElseIsThrownAway() throws Exception {
    Files.createDirectories(target.getParent());
    Files.write(folder.resolve("new/target.part-4194303"), new byte[1000]);

    fetch("/file");

    assertThat(target).hasBinaryContent(content);
    assertThat(server.asked()).containsExactly("GET /file bytes=1000-", "GET /file");
  }

  @Test
  void aFileThatChangedWhileItWasDownloadedIsTakenFromTheStart() throws Exception {
    server.cutOnce("/file", 200_000);
    server.afterCut("/file", () -> Files.write(folder.resolve("www/file"), new byte[SIZE]));

    fetcher.toFile(server.uri("/file"), folder.resolve("unknown"));

    assertThat(folder.resolve("unknown")).hasBinaryContent(new byte[SIZE]);
  }

  @Test
  void aWrongHashIsNamedAndNothingIsLeft() throws Exception {
    Files.write(folder.resolve("www/file"), new byte[3]);

    assertThatThrownBy(() -> fetch("/file"))
        .isInstanceOf(FetchException.class)
        .hasMessage(
            "%s: expected SHA-256 %s, got %s (3 bytes)",
            server.uri("/file"), Hashes.of(content), Hashes.of(new byte[3]));
    assertThat(folder.resolve("new")).isEmptyDirectory();
  }

  @Test
  void aFileThatIsLongerThanTheLockSaysIsNotReadToItsEnd() {
    assertThatThrownBy(
            () ->
                fetcher.file(
                    server.uri("/file"), target, Digest.sha256(Hashes.of(content)), SIZE - 1))
        .hasMessage(server.uri("/file") + ": it is longer than 299999 bytes");
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    server.fallSilent("/file");

    assertThatThrownBy(() -> fetch("/file"))
        .hasMessage(server.uri("/file") + ": nothing arrived for 1 seconds");
  }

  @Test
  void redirectionsAreFollowedButNotForEver() throws Exception {
    server.redirect("/latest", "/file");
    server.redirect("/circle", "/circle");

    fetch("/latest");

    assertThat(target).hasBinaryContent(content);
    assertThatThrownBy(() -> fetch("/circle"))
        .hasMessageContaining("/circle: it leads to /circle, which is not followed");
  }

  @Test
  void aPasswordInTheAddressGoesToItsHostOnlyAndIsNeverShown() throws Exception {
    String authority = server.uri("").getAuthority();
    String other = server.uri("").toString().replace("127.0.0.1", "localhost");
    server.redirect("/private", other + "/file");

    fetcher.toFile(
        URI.create("http://user:geheim%40@" + authority + "/private"), folder.resolve("f"));

    assertThat(server.authorizations()).containsExactly("Basic dXNlcjpnZWhlaW1A", "null");
    assertThatThrownBy(
            () ->
                fetcher.toFile(
                    URI.create("http://user:geheim@" + authority + "/none"), folder.resolve("f")))
        .hasMessage("http://" + authority + "/none: 404, there is no such file");
  }

  @Test
  void statusesAreSaidInWords() {
    server.fail("/file", 403);
    server.fail("/broken", 503);

    assertThatThrownBy(() -> fetch("/file"))
        .hasMessageEndingWith("/file: 403, the server does not give it to everybody");
    assertThatThrownBy(() -> fetch("/none")).hasMessageEndingWith("404, there is no such file");
    assertThatThrownBy(() -> fetch("/broken")).hasMessageEndingWith("the server answers 503");
    assertThat(server.asked()).filteredOn(it -> it.contains("broken")).hasSize(4);
  }

  @Test
  void otherSchemesAreRefused() {
    assertThatThrownBy(() -> fetcher.toFile(URI.create("ftp://example.com/a"), target))
        .hasMessage("ftp://example.com/a: only http, https and file addresses can be fetched");
  }

  @Test
  void hostsOfNoProxyAreAskedThemselves() {
    Proxies proxies =
        new Proxies(
            Map.of("https_proxy", "proxy.example.com:3128", "no_proxy", "127.0.0.1,.internal"));

    assertThat(proxies.select(URI.create("https://a.internal/")).get(0).address()).isNull();
    assertThat(proxies.select(URI.create("http://example.com/")).get(0).address()).isNull();
    assertThat(String.valueOf(proxies.select(URI.create("https://example.com/")).get(0)))
        .contains("proxy.example.com")
        .contains("3128");
  }
}
