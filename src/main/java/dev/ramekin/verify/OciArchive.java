package dev.ramekin.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** An archive of images in the OCI image layout, as BuildKit exports it. */
final class OciArchive implements AutoCloseable {
  private static final int GZIP_MAGIC = 0x1f;

  private final TarFile tar;
  private final Map<String, TarArchiveEntry> entries = new TreeMap<>();

  private OciArchive(TarFile tar) {
    this.tar = tar;
    tar.getEntries().forEach(entry -> entries.put(entry.getName(), entry));
  }

  /**
   * An image for one platform.
   *
   * @param platform {@code linux/amd64}
   * @param configuration digest of its configuration
   * @param layers digests of its layers, the lowest first
   * @param steps the instruction that made each layer
   */
  record Image(String platform, String configuration, List<String> layers, List<String> steps) {
    Image {
      layers = List.copyOf(layers);
      steps = List.copyOf(steps);
    }
  }

  static OciArchive open(Path file) throws IOException {
    return new OciArchive(new TarFile(file));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** Returns the images by platform. */
  List<Image> images() throws IOException {
    List<Image> images = new ArrayList<>();
    collect(read("index.json"), images);
    return images;
  }

  private void collect(JsonNode index, List<Image> images) throws IOException {
    for (JsonNode child : index.path("manifests")) {
      JsonNode manifest = blob(child.path("digest").asText());
      if (manifest.has("manifests")) {
        collect(manifest, images);
      } else {
        images.add(image(manifest));
      }
    }
  }

  private Image image(JsonNode manifest) throws IOException {
    String digest = manifest.path("config").path("digest").asText();
    JsonNode configuration = blob(digest);
    List<String> layers = new ArrayList<>();
    manifest.path("layers").forEach(it -> layers.add(it.path("digest").asText()));
    List<String> steps = new ArrayList<>();
    for (JsonNode step : configuration.path("history")) {
      if (!step.path("empty_layer").asBoolean()) {
        steps.add(step.path("created_by").asText());
      }
    }
    while (steps.size() < layers.size()) {
      steps.add("");
    }
    String platform =
        configuration.path("os").asText() + "/" + configuration.path("architecture").asText();
    return new Image(platform, digest, layers, steps);
  }

  private JsonNode blob(String digest) throws IOException {
    return read(path(digest));
  }

  private static String path(String digest) {
    return "blobs/" + digest.replace(':', '/');
  }

  private JsonNode read(String name) throws IOException {
    try (InputStream stream = open(name)) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private InputStream open(String name) throws IOException {
    TarArchiveEntry entry = entries.get(name);
    if (entry == null) {
      throw new IOException("the archive of the image has no " + name);
    }
    return tar.getInputStream(entry);
  }

  /** Opens a layer's tar archive. */
  InputStream layer(String digest) throws IOException {
    BufferedInputStream stream = new BufferedInputStream(open(path(digest)));
    stream.mark(1);
    int first = stream.read();
    stream.reset();
    return first == GZIP_MAGIC ? new GZIPInputStream(stream) : stream;
  }
}
