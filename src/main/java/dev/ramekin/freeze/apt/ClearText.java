package dev.ramekin.freeze.apt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A clear-signed file (RFC 4880, chapter 7) in its two parts. Apart from the checking of
 * signatures, which loads a large library: a file that was checked before does without.
 *
 * @param body the signed lines
 * @param signature the armored signature
 */
record ClearText(List<String> body, String signature) {
  private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

  ClearText {
    body = List.copyOf(body);
  }

  /** Takes a file apart; the title is used in messages. */
  static ClearText of(String title, byte[] file) throws ArchiveException {
    List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
    int signature = lines.indexOf(SIGNATURE);
    int blank = lines.indexOf("");
    if (lines.isEmpty() || !lines.get(0).equals(BEGIN) || signature < blank || blank < 0) {
      throw new ArchiveException(title + ": the Release file is not signed");
    }
    List<String> body = new ArrayList<>();
    for (String line : lines.subList(blank + 1, signature)) {
      body.add(line.startsWith("- ") ? line.substring(2) : line);
    }
    return new ClearText(body, String.join("\n", lines.subList(signature, lines.size())) + "\n");
  }

  /** Returns the signed text. */
  String text() {
    return String.join("\n", body) + "\n";
  }

  /** Returns what is hashed: without trailing blanks and with CR LF between lines. */
  byte[] canonical() {
    return String.join("\r\n", body.stream().map(String::stripTrailing).toList())
        .getBytes(StandardCharsets.UTF_8);
  }
}
