package dev.ramekin.plan;

import dev.ramekin.model.Content;
import dev.ramekin.model.Operation;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an operation does, as text, without where it came from. */
final class Fingerprint {
  private static final Pattern ARRAY = Pattern.compile("\\[B@[0-9a-f]+");

  private Fingerprint() {}

  static String of(Operation operation) {
    String text = operation.toString().replace(operation.provenance().toString(), "");
    return ARRAY.matcher(text).replaceAll("") + operation.provenance().guard() + bytes(operation);
  }

  private static String bytes(Operation operation) {
    StringBuilder hashes = new StringBuilder();
    if (operation instanceof Operation.CopyTree tree) {
      tree.files().forEach(file -> hashes.append(hash(file.content())).append(' '));
    }
    Optional<Content> content = Texts.content(operation);
    if (content.isPresent() && content.get() instanceof Content.Bytes bytes) {
      hashes.append(hash(bytes));
    }
    return hashes.toString();
  }

  private static int hash(Content.Bytes bytes) {
    return Arrays.hashCode(bytes.bytes());
  }
}
