package dev.ramekin.verify;

import java.nio.file.Path;

/** Prints what differs between two archives of one image, for {@code dev/bytes.sh}. */
final class DifferenceMain {
  private DifferenceMain() {}

  public static void main(String[] arguments) throws Exception {
    ImageDifference difference =
        ImageDifference.between("image", Path.of(arguments[0]), Path.of(arguments[1]));
    for (ImageDifference.Layer layer : difference.layers()) {
      System.out.println("  layer " + layer.number() + ": " + layer.step());
      layer.files().forEach(file -> System.out.println("    " + file));
    }
    difference.others().forEach(line -> System.out.println("  " + line));
  }
}
