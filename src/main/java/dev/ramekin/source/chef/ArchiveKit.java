package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Values;
import dev.ramekin.model.Access;
import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ark cookbook: {@code install} unpacks to {@code <prefix>/<name>-<version>} with a link {@code
 * <prefix>/<name>}, {@code put} to {@code <path>/<name>}, {@code dump} and {@code cherry_pick} into
 * the path itself.
 */
final class ArchiveKit {
  private ArchiveKit() {}

  static List<Operation> convert(Values values, String action) {
    String name = values.input().name();
    String url = values.text("url");
    String archive = "/var/chef/cache/" + url.substring(url.lastIndexOf('/') + 1);
    String prefix = values.text("prefix_root");
    String home = prefix + "/" + name;
    String versioned = home + "-" + values.text("version");
    String target =
        switch (action) {
          case "install" -> versioned;
          case "put" -> values.optionalText("path").orElse(prefix) + "/" + name;
          default ->
              values.optionalText("path").orElseThrow(() -> Values.unsupported("path is missing"));
        };
    Access owned =
        new Access(values.optionalText("owner"), values.optionalText("group"), Optional.empty());
    List<Operation> operations = new ArrayList<>();
    operations.add(
        new Operation.FetchFile(
            values.provenance(),
            archive,
            new Content.Remote(url, values.optionalText("checksum")),
            Access.UNSPECIFIED));
    operations.add(
        new Operation.UnpackArchive(
            values.provenance(), archive, target, values.number("strip_components", 1), owned));
    if (action.equals("install")) {
      String link = values.optionalText("home_dir").orElse(values.text("prefix_home") + "/" + name);
      operations.add(new Operation.MakeLink(values.provenance(), link, versioned, true));
      for (String binary : values.texts("has_binaries")) {
        String tool = binary.substring(binary.lastIndexOf('/') + 1);
        operations.add(
            new Operation.MakeLink(
                values.provenance(),
                values.text("prefix_bin") + "/" + tool,
                versioned + "/" + binary,
                true));
      }
    }
    return operations;
  }
}
