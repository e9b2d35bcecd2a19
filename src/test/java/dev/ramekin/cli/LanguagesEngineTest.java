package dev.ramekin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramekin.engine.EngineTest;
import dev.ramekin.freeze.gem.RealRubyGems;
import dev.ramekin.freeze.gem.TestGemServer;
import dev.ramekin.freeze.pip.TestPipIndex;
import dev.ramekin.model.lock.Lock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes that install packages of languages: converted, built without network, and run. */
@EngineTest
class LanguagesEngineTest {
  @TempDir private Path folder = Path.of("set by JUnit");
  private final List<String> tags = new ArrayList<>();
  private String data = "";
  private String messages = "";

  @AfterEach
  void removeImages() throws Exception {
    for (String tag : tags) {
      docker("image", "rm", "--force", tag);
    }
  }

  private static String docker(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private int ramekin(String... arguments) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    int code = Main.run(arguments, new PrintStream(stdout), new PrintStream(stderr));
    data = stdout.toString(StandardCharsets.UTF_8);
    messages = stderr.toString(StandardCharsets.UTF_8);
    return code;
  }

  private Lock convert(String recipe, String registry, URI address) throws IOException {
    Path cookbook = folder.resolve("tools");
    Files.createDirectories(cookbook.resolve("recipes"));
    Files.writeString(cookbook.resolve("metadata.rb"), "name 'tools'\nversion '1.0.0'\n");
    Files.writeString(cookbook.resolve("recipes/default.rb"), recipe);
    int code =
        ramekin(
            "convert",
            cookbook.toString(),
            "-o",
            folder.resolve("out").toString(),
            "--run-list",
            "recipe[tools]",
            "--mirror",
            registry + "=" + address);
    assertThat(code).as(messages).isZero();
    return LockStore.read(folder.resolve("out"));
  }

  /** Fills the pantry and builds; the registry is needed for the first only. */
  private String build(AutoCloseable registry, String name, URI address) throws Exception {
    String out = folder.resolve("out").toString();
    assertThat(ramekin("fetch", out, "--mirror", name + "=" + address)).as(messages).isZero();
    registry.close();
    assertThat(ramekin("build", out, "--no-cache")).as(messages).isZero();
    String tag = data.strip().replaceFirst(".* ", "");
    tags.add(tag);
    return tag;
  }

  private static List<String> packages(Lock lock) {
    return lock.languages().values().stream()
        .flatMap(List::stream)
        .flatMap(set -> set.packages().stream())
        .map(it -> it.name() + " " + it.version())
        .toList();
  }

  @Test
  void gemsAreInstalledAndTheirProgramsRun() throws Exception {
    RealRubyGems.need(folder.resolve("ruby"));
    TestGemServer server = new TestGemServer(folder.resolve("server"));
    server.add(
        "greeting",
        "1.2.0",
        Map.of("files", Map.of("lib/greeting.rb", "WORD = 'hello from 1.2'\n")));
    server.add("greeting", "2.0.0", Map.of("files", Map.of("lib/greeting.rb", "WORD = 'no'\n")));
    server.add(
        "greeter",
        "0.3.1",
        Map.of(
            "dependencies",
            Map.of("greeting", "~> 1.0", "json", ">= 2"),
            "executables",
            List.of("greet"),
            "files",
            Map.of("bin/greet", "#!/usr/bin/env ruby\nrequire 'greeting'\nputs WORD\n")));
    server.add("greeter", "0.4.0", Map.of("ruby", ">= 9"));
    server.add("json", "99.0.0", Map.of());
    server.publish();

    Lock lock =
        convert(
            """
            package 'ruby'
            gem_package 'greeter' do
              version '~> 0.3'
            end
            chef_gem 'nowhere'
            execute 'gem install --no-document greeting -v 2.0.0'
            """,
            "rubygems",
            server.uri());
    String tag = build(server, "rubygems", server.uri());

    assertThat(packages(lock)).containsExactly("greeting 1.2.0", "greeter 0.3.1", "greeting 2.0.0");
    assertThat(docker("run", "--rm", "--network=none", tag, "greet")).isEqualTo("hello from 1.2\n");
    assertThat(ramekin("sbom", folder.resolve("out").toString())).as(messages).isZero();
    assertThat(Files.readString(Path.of(data.strip()))).contains("pkg:gem/greeter@0.3.1");
  }

  @Test
  void pythonPackagesAreInstalledAndTheirProgramsRun() throws Exception {
    TestPipIndex index = new TestPipIndex(folder.resolve("index"));
    for (String version : List.of("1.4", "2.0")) {
      index.wheel(
          "greeting-word",
          version,
          "py3-none-any",
          List.of(),
          Map.of("greeting_word.py", "WORD = 'hello from " + version + "'\n"),
          Map.of());
    }
    index.wheel(
        "greeter",
        "0.3.1",
        "py3-none-any",
        List.of("Requires-Dist: greeting_word<2", "Requires-Python: >=3.9"),
        Map.of(
            "greeter.py",
            "import greeting_word\ndef main():\n    print(greeting_word.WORD)\n",
            "greeter-0.3.1.dist-info/entry_points.txt",
            "[console_scripts]\ngreet = greeter:main\n"),
        Map.of());
    index.source(
        "olden",
        "1.0",
        List.of(),
        Map.of(
            "setup.py",
            "from setuptools import setup\nsetup(name='olden', version='1.0', py_modules=['olden'])\n",
            "olden.py",
            "AGE = 'built from source'\n",
            "olden.egg-info/SOURCES.txt",
            "olden.py\n"));
    index.publish();

    Lock lock =
        convert(
            """
            package %w(python3 python3-pip python3-setuptools python3-wheel)
            python_package 'greeter'
            execute 'pip3 install --break-system-packages "olden>=1"'
            """,
            "pypi", index.uri());
    String tag = build(index, "pypi", index.uri());

    assertThat(packages(lock)).containsExactly("greeter 0.3.1", "greeting-word 1.4", "olden 1.0");
    assertThat(docker("run", "--rm", "--network=none", tag, "greet")).isEqualTo("hello from 1.4\n");
    assertThat(
            docker(
                "run",
                "--rm",
                "--network=none",
                tag,
                "python3",
                "-c",
                "import olden; print(olden.AGE)"))
        .isEqualTo("built from source\n");
    assertThat(ramekin("sbom", folder.resolve("out").toString())).as(messages).isZero();
    assertThat(Files.readString(Path.of(data.strip()))).contains("pkg:pypi/greeting-word@1.4");
  }
}
