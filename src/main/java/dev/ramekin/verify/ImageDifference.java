package dev.ramekin.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How two builds of one image differ.
 *
 * @param target name of the image's target
 * @param layers those that differ
 * @param others what else differs: configuration, number of layers
 */
public record ImageDifference(String target, List<Layer> layers, List<String> others) {
  /**
   * A layer that differs.
   *
   * @param platform {@code linux/amd64}
   * @param number counted from 1, the base image's layers first
   * @param step the instruction that made it
   * @param files what differs in it, one file each; none when only the packing differs
   */
  public record Layer(String platform, int number, String step, List<String> files) {
    public Layer {
      files = List.copyOf(files);
    }
  }

  public ImageDifference {
    layers = List.copyOf(layers);
    others = List.copyOf(others);
  }

  /**
   * Compares the archives of two builds.
   *
   * @throws IOException when one cannot be read
   */
  static ImageDifference between(String target, Path first, Path second) throws IOException {
    List<Layer> layers = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (OciArchive one = OciArchive.open(first);
        OciArchive other = OciArchive.open(second)) {
      for (OciArchive.Image image : one.images()) {
        OciArchive.Image again =
            other.images().stream()
                .filter(it -> it.platform().equals(image.platform()))
                .findFirst()
                .orElseThrow(() -> new IOException(second + " has no " + image.platform()));
        compare(one, image, other, again, layers, others);
      }
    }
    return new ImageDifference(target, layers, others);
  }

  private static void compare(
      OciArchive one,
      OciArchive.Image image,
      OciArchive other,
      OciArchive.Image again,
      List<Layer> layers,
      List<String> others)
      throws IOException {
    int before = layers.size();
    int count = Math.min(image.layers().size(), again.layers().size());
    for (int number = 0; number < count; number++) {
      if (!image.layers().get(number).equals(again.layers().get(number))) {
        List<String> files =
            LayerFiles.differences(
                one.layer(image.layers().get(number)), other.layer(again.layers().get(number)));
        layers.add(new Layer(image.platform(), number + 1, image.steps().get(number), files));
      }
    }
    if (image.layers().size() != again.layers().size()) {
      others.add(
          "%s: %d layers, then %d"
              .formatted(image.platform(), image.layers().size(), again.layers().size()));
    } else if (layers.size() == before && !image.equals(again)) {
      others.add(image.platform() + ": the configuration");
    }
  }
}
