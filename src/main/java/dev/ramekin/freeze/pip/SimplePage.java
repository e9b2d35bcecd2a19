package dev.ramekin.freeze.pip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramekin.freeze.http.FetchException;
import dev.ramekin.freeze.http.IndexCache;
import dev.ramekin.model.lock.Digest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A project's page of the simple index, as JSON (PEP 691) or HTML (PEP 503). */
final class SimplePage {
  private static final Pattern ANCHOR =
      Pattern.compile("<a\\s([^>]*)>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([\\w-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");
  private static final Pattern BASE =
      Pattern.compile("<base\\s[^>]*href\\s*=\\s*[\"']([^\"']+)", Pattern.CASE_INSENSITIVE);

  private SimplePage() {}

  /**
   * Returns the files of a page, in its order. Files whose wanted Python cannot be read are taken
   * as wanting none, as pip does.
   *
   * @param page its own address
   * @throws FetchException when it is neither
   */
  static List<PipFile> files(URI page, IndexCache.Answer answer) throws FetchException {
    return answer.type().contains("json") ? json(page, answer) : html(page, answer.text());
  }

  private static List<PipFile> json(URI page, IndexCache.Answer answer) throws FetchException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(answer.text());
    } catch (JsonProcessingException exception) {
      throw new FetchException(page + ": the index's answer is no JSON");
    }
    List<PipFile> files = new ArrayList<>();
    for (JsonNode file : root.path("files")) {
      JsonNode yanked = file.path("yanked");
      files.add(
          new PipFile(
              file.path("filename").asText(),
              page.resolve(file.path("url").asText()),
              Digest.parse("sha256:" + file.path("hashes").path("sha256").asText()),
              python(file.path("requires-python").asText("")),
              yanked.isTextual() || yanked.asBoolean(false),
              isDescribed(file.path("core-metadata"))
                  || isDescribed(file.path("dist-info-metadata"))));
    }
    return files;
  }

  private static boolean isDescribed(JsonNode node) {
    return node.isObject() || node.asBoolean(false);
  }

  private static PySpecifiers python(String text) {
    return PySpecifiers.parse(text.equals("null") ? "" : text).orElse(PySpecifiers.ANY);
  }

  private static List<PipFile> html(URI page, String text) {
    Matcher base = BASE.matcher(text);
    URI start = base.find() ? page.resolve(unescaped(base.group(1))) : page;
    List<PipFile> files = new ArrayList<>();
    Matcher anchor = ANCHOR.matcher(text);
    while (anchor.find()) {
      file(start, anchor.group(1)).ifPresent(files::add);
    }
    return files;
  }

  private static Optional<PipFile> file(URI start, String attributes) {
    Optional<String> href = attribute(attributes, "href");
    if (href.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = href.get().split("#", 2);
    URI uri;
    try {
      uri = start.resolve(parts[0]);
    } catch (IllegalArgumentException exception) {
      return Optional.empty();
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    String fragment = parts.length > 1 ? parts[1] : "";
    Matcher hash = Pattern.compile("sha256=([0-9a-fA-F]{64})").matcher(fragment);
    return Optional.of(
        new PipFile(
            path.substring(path.lastIndexOf('/') + 1),
            uri,
            hash.find() ? Digest.parse("sha256:" + hash.group(1)) : Optional.empty(),
            python(attribute(attributes, "data-requires-python").orElse("")),
            attribute(attributes, "data-yanked").isPresent(),
            attribute(attributes, "data-core-metadata").isPresent()
                || attribute(attributes, "data-dist-info-metadata").isPresent()));
  }

  private static Optional<String> attribute(String attributes, String name) {
    Matcher matcher = ATTRIBUTE.matcher(attributes);
    while (matcher.find()) {
      if (matcher.group(1).equalsIgnoreCase(name)) {
        for (int group = 2; group <= matcher.groupCount(); group++) {
          if (matcher.group(group) != null) {
            return Optional.of(unescaped(matcher.group(group)));
          }
        }
        return Optional.of("");
      }
    }
    return Optional.empty();
  }

  private static String unescaped(String text) {
    return text.replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
