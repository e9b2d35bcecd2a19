package dev.ramekin.report;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Digest;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.LanguagePackage;
import dev.ramekin.model.lock.Lock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;

/**
 * The parts of an image as components, with their package URLs (the types are those of the purl
 * specification) and hashes.
 */
final class SbomComponents {
  private static final String HUB = "docker.io/library/";

  Component image(String name, Lock lock) {
    Lock.Image built = lock.images().get(name);
    Component component = component(Component.Type.CONTAINER, name, "");
    if (built != null) {
      component.setVersion(built.digest());
      component.setPurl(Sbom.purl("oci", "", name, built.digest(), Map.of()));
      component.setHashes(List.of(Sbom.sha256(hex(built.digest()))));
    }
    component.setBomRef("image:" + name);
    return component;
  }

  Component baseImage(String reference, Lock.BaseImage base, Architecture architecture) {
    String digest = base.manifest(architecture).orElse(base.digest());
    int colon = reference.lastIndexOf(':');
    boolean tagged = colon > reference.lastIndexOf('/');
    String path = tagged ? reference.substring(0, colon) : reference;
    String name = path.substring(path.lastIndexOf('/') + 1);
    Map<String, String> qualifiers = new TreeMap<>();
    qualifiers.put("repository_url", path.contains("/") ? path : HUB + path);
    qualifiers.put("arch", architecture.debian());
    if (tagged) {
      qualifiers.put("tag", reference.substring(colon + 1));
    }
    Component component =
        component(Component.Type.CONTAINER, path, tagged ? reference.substring(colon + 1) : digest);
    component.setHashes(List.of(Sbom.sha256(hex(digest))));
    return identified(component, Sbom.purl("oci", "", name, digest, qualifiers));
  }

  /**
   * Returns a package of a Debian archive.
   *
   * @param platform {@code debian-12}: name and version of the distribution
   */
  Component deb(Lock.Package it, String platform) {
    String distribution = platform.replaceFirst("-[^-]*$", "");
    Component component = component(Component.Type.LIBRARY, it.name(), it.version());
    component.setHashes(List.of(Sbom.sha256(it.sha256())));
    return identified(
        component,
        Sbom.purl(
            "deb",
            distribution,
            it.name(),
            it.version(),
            Map.of("arch", it.architecture(), "distro", platform)));
  }

  /** Returns a package of a language; the scope of an npm package is the namespace. */
  Component language(LanguagePackage it) {
    int slash = it.name().indexOf('/');
    Component component = component(Component.Type.LIBRARY, it.name(), it.version());
    component.setHashes(List.of(hash(it.digest())));
    return identified(
        component,
        Sbom.purl(
            it.manager().purlType(),
            slash < 0 ? "" : it.name().substring(0, slash),
            it.name().substring(slash + 1),
            it.version(),
            Map.of()));
  }

  /** Returns a file of another kind. */
  Component file(Frozen file) {
    if (file instanceof Lock.Download it) {
      String name = it.url().replaceFirst("[?#].*", "").replaceFirst(".*/(?=.)", "");
      return fetched(it, name, it.sha256(), Map.of("download_url", it.url()));
    }
    if (file instanceof GitTree it) {
      String name = it.repository().replaceFirst("(\\.git)?/*$", "").replaceFirst(".*[/:]", "");
      return fetched(
          it, name, it.commit(), Map.of("vcs_url", "git+" + it.repository() + "@" + it.commit()));
    }
    return fetched(file, file.title(), file.digest().hex(), Map.of());
  }

  private static Component fetched(
      Frozen file, String name, String version, Map<String, String> where) {
    Map<String, String> qualifiers = new TreeMap<>(where);
    Digest digest = file.digest();
    qualifiers.put("checksum", digest.algorithm().word() + ":" + digest.hex());
    Component component = component(Component.Type.FILE, name, version);
    component.setHashes(List.of(hash(digest)));
    return identified(component, Sbom.purl("generic", "", name, version, qualifiers));
  }

  private static Hash hash(Digest digest) {
    return new Hash(
        switch (digest.algorithm()) {
          case SHA1 -> Hash.Algorithm.SHA1;
          case SHA256 -> Hash.Algorithm.SHA_256;
          case SHA512 -> Hash.Algorithm.SHA_512;
        },
        digest.hex());
  }

  private static Component component(Component.Type type, String name, String version) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    if (!version.isEmpty()) {
      component.setVersion(version);
    }
    return component;
  }

  private static Component identified(Component component, String purl) {
    component.setPurl(purl);
    component.setBomRef(purl);
    return component;
  }

  private static String hex(String digest) {
    return digest.substring(digest.indexOf(':') + 1);
  }
}
