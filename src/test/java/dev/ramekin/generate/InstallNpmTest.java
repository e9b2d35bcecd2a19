package dev.ramekin.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.freeze.Pantry;
import dev.ramekin.freeze.Places;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import dev.ramekin.freeze.npm.NpmEnvironment;
import dev.ramekin.freeze.npm.NpmRegistry;
import dev.ramekin.freeze.npm.NpmResolver;
import dev.ramekin.freeze.npm.NpmSettings;
import dev.ramekin.freeze.npm.TestNpmRegistry;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.LanguageManager;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.LanguageSet;
import dev.ramekin.model.lock.Lock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs install-npm.sh itself, with the npm of this machine and a prefix of its own. */
class InstallNpmTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  @BeforeEach
  void needNpm() throws Exception {
    int status = new ProcessBuilder("sh", "-c", "command -v npm >/dev/null").start().waitFor();
    assumeThat(status).as("there is no npm here").isZero();
  }

  private Places places(TestNpmRegistry registry) {
    return new Places(
        false,
        Map.of("npm", registry.uri()),
        List.of(),
        PlatformCatalogue.bundled(),
        new CacheFolder(folder.resolve("cache")),
        Optional.empty(),
        folder,
        Map.of(),
        Clock.systemUTC());
  }

  private Lock lock(TestNpmRegistry registry) throws Exception {
    NpmSettings settings = NpmSettings.of(Optional.of(registry.uri()), folder, Map.of());
    try (NpmRegistry client =
        new NpmRegistry(settings, new Fetcher(), new CacheFolder(folder.resolve("cache")), false)) {
      List<LanguagePackage> packages =
          new NpmResolver(client, settings)
                  .resolve(
                      Map.of("tool", "*"),
                      new NpmEnvironment(Optional.empty(), Optional.empty(), "x64", "glibc"))
                  .stream()
                  .map(
                      it ->
                          new LanguagePackage(
                              LanguageManager.NPM,
                              it.name(),
                              it.version(),
                              it.location(),
                              it.digest(),
                              0,
                              it.path(),
                              List.of()))
                  .toList();
      LanguageSet set = new LanguageSet(LanguageManager.NPM, "", List.of("tool"), packages);
      return new Lock(
          Lock.Strategy.PANTRY,
          List.of(Architecture.AMD64),
          Map.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of("web", List.of(set)),
          Map.of());
    }
  }

  private String run(Lock lock, int status) throws Exception {
    for (Map.Entry<String, String> it : LanguageStep.files(lock, "web").entrySet()) {
      Path file = folder.resolve("context").resolve(it.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, it.getValue());
    }
    Path script = folder.resolve("install-npm.sh");
    Files.writeString(
        script, ConverterFiles.builtIn().text("templates/install-npm.sh").orElseThrow());
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            script.toString(),
            folder.resolve("context/languages/1").toString(),
            folder.resolve("pantry").toString());
    builder.environment().put("npm_config_prefix", folder.resolve("prefix").toString());
    builder.environment().put("npm_config_registry", "http://127.0.0.1:1/");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(status);
    return output;
  }

  @Test
  void everyPackageIsAtItsPlaceAndItsProgramsRun() throws Exception {
    try (TestNpmRegistry registry = new TestNpmRegistry(folder.resolve("registry"))) {
      registry.publish(
          "lib",
          "1.0.0",
          "{\"scripts\":{\"postinstall\":\"node -e \\\"fs.writeFileSync('made','by lib')\\\"\"}}",
          Map.of("index.js", "module.exports = 'of lib'"));
      registry.publish("lib", "2.0.0", "{}", Map.of());
      registry.publish(
          "tool",
          "1.0.0",
          "{\"bin\":{\"tool\":\"cli.js\"},\"dependencies\":{\"lib\":\"^1.0.0\"}}",
          Map.of("cli.js", "#!/usr/bin/env node\nconsole.log('a tool ' + require('lib'))\n"));
      Lock lock = lock(registry);
      Pantry.Result fetched =
          new Pantry(places(registry), List.of())
              .fetch(lock, folder.resolve("pantry"), (name, done, total) -> {});
      assertThat(fetched.findings()).isEmpty();

      run(lock, 0);

      Path modules = folder.resolve("prefix/lib/node_modules/tool");
      assertThat(modules.resolve("node_modules/lib/made")).hasContent("by lib");
      Process tool = new ProcessBuilder(folder.resolve("prefix/bin/tool").toString()).start();
      assertThat(tool.getInputStream().readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("a tool of lib\n");
      Files.write(
          folder.resolve("pantry/" + lock.files().iterator().next().pantryPath()), new byte[1]);
      assertThat(run(lock, 1)).contains("FAILED");
    }
  }
}
