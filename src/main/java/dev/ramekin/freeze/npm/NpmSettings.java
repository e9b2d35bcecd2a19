package dev.ramekin.freeze.npm;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which registry has a package, and how the user is known there: as npm's own settings say ({@code
 * ~/.npmrc}, {@code /etc/npmrc}, variables that begin with {@code npm_config_}).
 */
public final class NpmSettings {
  private static final String PUBLIC = "https://registry.npmjs.org/";
  private static final String PREFIX = "npm_config_";

  private final Map<String, String> values;

  private NpmSettings(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the settings.
   *
   * @param mirror a registry the user names for this run
   * @param machine root of the file system whose settings count
   * @param environment environment variables
   */
  public static NpmSettings of(
      Optional<URI> mirror, Path machine, Map<String, String> environment) {
    Map<String, String> values = new LinkedHashMap<>();
    read(machine.resolve("etc/npmrc"), environment, values);
    String home = environment.getOrDefault("HOME", "");
    if (!home.isEmpty()) {
      String user = environment.getOrDefault("npm_config_userconfig", home + "/.npmrc");
      read(Path.of(user), environment, values);
    }
    environment.forEach(
        (name, value) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(PREFIX) && !value.isEmpty()) {
            values.put(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), value);
          }
        });
    mirror.ifPresent(it -> values.put("registry", it.toString()));
    return new NpmSettings(values);
  }

  private static void read(Path file, Map<String, String> environment, Map<String, String> values) {
    if (!Files.isReadable(file)) {
      return;
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException exception) {
      // As npm does: a file that cannot be read says nothing.
      return;
    }
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.strip().startsWith("#") && !line.strip().startsWith(";")) {
        String value = line.substring(equals + 1).strip().replaceAll("^[\"']|[\"']$", "");
        values.put(line.substring(0, equals).strip(), expanded(value, environment));
      }
    }
  }

  /** {@code ${NAME}} stands for a variable. */
  private static String expanded(String value, Map<String, String> environment) {
    String text = value;
    for (Map.Entry<String, String> it : environment.entrySet()) {
      text = text.replace("${" + it.getKey() + "}", it.getValue());
    }
    return text;
  }

  /** Returns the registry that has a package; that of its scope where one is named. */
  public URI registry(String name) {
    String scope = name.startsWith("@") ? name.substring(0, name.indexOf('/')) : "";
    String own = values.getOrDefault(scope + ":registry", "");
    String registry = own.isEmpty() ? values.getOrDefault("registry", PUBLIC) : own;
    return URI.create(registry.endsWith("/") ? registry : registry + "/");
  }

  /** Returns the address of a package's description. */
  URI address(String name) {
    return registry(name).resolve(name.replace("/", "%2f"));
  }

  /**
   * Returns the value of the Authorization header for an address, by the longest path that fits.
   */
  public Optional<String> authorization(URI uri) {
    String path = "//" + uri.getRawAuthority() + uri.getRawPath();
    while (path.length() > 2) {
      path = path.substring(0, path.lastIndexOf('/') + 1);
      String token = values.getOrDefault(path + ":_authToken", "");
      if (!token.isEmpty()) {
        return Optional.of("Bearer " + token);
      }
      String basic = values.getOrDefault(path + ":_auth", "");
      if (!basic.isEmpty()) {
        return Optional.of("Basic " + basic);
      }
      String user = values.getOrDefault(path + ":username", "");
      String password = values.getOrDefault(path + ":_password", "");
      if (!user.isEmpty() && !password.isEmpty()) {
        String plain =
            user + ":" + new String(Base64.getDecoder().decode(password), StandardCharsets.UTF_8);
        return Optional.of(
            "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
      }
      path = path.substring(0, path.length() - 1);
    }
    return Optional.empty();
  }

  /**
   * Returns where an archive is below its registry: the lock has no hosts. An archive that is
   * elsewhere gets the place registries usually have for it.
   */
  String path(NpmManifest manifest) {
    String base = registry(manifest.name()).toString();
    if (manifest.archive().startsWith(base)) {
      return manifest.archive().substring(base.length());
    }
    String file = manifest.name().substring(manifest.name().indexOf('/') + 1);
    return manifest.name() + "/-/" + file + "-" + manifest.version() + ".tgz";
  }
}
