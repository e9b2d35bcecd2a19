package dev.ramekin.report;

import com.github.packageurl.PackageURL;
import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Frozen;
import dev.ramekin.model.lock.GitTree;
import dev.ramekin.model.lock.Lock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.metadata.ToolInformation;

/**
 * Software bills of materials out of a lock, in CycloneDX 1.6 JSON: one for each image and
 * architecture. The same lock gives the same bytes. They hold what Ramekin put into the image; what
 * the base image brought stands for itself, as one component with its digest.
 */
public final class Sbom {
  private final Lock lock;
  private final SbomComponents components;

  private Sbom(Lock lock) {
    this.lock = lock;
    this.components = new SbomComponents();
  }

  /** Returns the bills by file name: {@code nginx.cdx.json}, {@code nginx.arm64.cdx.json}. */
  public static SortedMap<String, String> of(Lock lock) {
    Sbom sbom = new Sbom(lock);
    SortedMap<String, String> files = new TreeMap<>();
    for (String image : lock.imageNames()) {
      for (int number = 0; number < lock.architectures().size(); number++) {
        Architecture architecture = lock.architectures().get(number);
        String suffix = number == 0 ? "" : "." + architecture.debian();
        files.put(image + suffix + ".cdx.json", sbom.text(image, architecture));
      }
    }
    return files;
  }

  private String text(String image, Architecture architecture) {
    Bom bom = new Bom();
    Component root = components.image(image, lock);
    bom.setMetadata(metadata(root, lock.epoch(image)));
    List<Component> parts = parts(image, architecture);
    bom.setComponents(parts);
    Dependency dependency = new Dependency(root.getBomRef());
    parts.forEach(it -> dependency.addDependency(new Dependency(it.getBomRef())));
    bom.setDependencies(List.of(dependency));
    String seed =
        image
            + " "
            + architecture.debian()
            + " "
            + parts.stream().map(Component::getBomRef).toList();
    bom.setSerialNumber(
        "urn:uuid:" + UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)));
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
    } catch (GeneratorException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private static Metadata metadata(Component root, long epoch) {
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(Instant.ofEpochSecond(epoch)));
    metadata.setComponent(root);
    Component tool = new Component();
    tool.setType(Component.Type.APPLICATION);
    tool.setName("ramekin");
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(tool));
    metadata.setToolChoice(tools);
    return metadata;
  }

  /** What a stage brings takes the place of what a stage below it brought under the same name. */
  private List<Component> parts(String image, Architecture architecture) {
    List<Component> parts = new ArrayList<>();
    Map<String, Component> packages = new TreeMap<>();
    Map<String, Component> others = new TreeMap<>();
    for (String name : lock.chain(image)) {
      Lock.Stage stage = lock.stages().get(name);
      if (stage == null) {
        continue;
      }
      Lock.BaseImage base = lock.baseImages().get(stage.from());
      if (base != null) {
        parts.add(components.baseImage(stage.from(), base, architecture));
      }
      for (Lock.Package it : lock.packages(name, architecture)) {
        packages.put(it.name() + " " + it.architecture(), components.deb(it, stage.platform()));
      }
      for (Frozen it : files(stage)) {
        others.put(it.pantryPath(), components.file(it));
      }
      lock.languages(name).stream()
          .flatMap(it -> it.packages().stream())
          .filter(it -> it.isFor(architecture))
          .forEach(it -> others.put(it.pantryPath(), components.language(it)));
    }
    parts.addAll(packages.values());
    parts.addAll(others.values());
    return parts;
  }

  private List<Frozen> files(Lock.Stage stage) {
    List<Frozen> files = new ArrayList<>();
    for (String url : stage.downloads()) {
      Lock.Download download = lock.downloads().get(url);
      if (download != null) {
        files.add(download);
      }
    }
    for (String key : stage.commits()) {
      List<GitTree> trees = lock.git().get(key);
      if (trees != null) {
        files.addAll(trees);
      }
    }
    return files;
  }

  /** Returns a package URL. */
  static String purl(
      String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    try {
      return new PackageURL(
              type,
              namespace.isEmpty() ? null : namespace,
              name,
              version,
              qualifiers.isEmpty() ? null : new TreeMap<>(qualifiers),
              null)
          .canonicalize();
    } catch (com.github.packageurl.MalformedPackageURLException exception) {
      throw new IllegalArgumentException(exception);
    }
  }

  static Hash sha256(String hex) {
    return new Hash(Hash.Algorithm.SHA_256, hex);
  }
}
