package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.UnknownValue;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A resource's properties as converters take them, with file contents found and lazy values known.
 */
final class PropertyValues {
  /** How a text begins where a value is not known. */
  static final String MARKER = "RAMEKIN_UNKNOWN(";

  private final ChefRun run;
  private final Interpreter ruby;
  private final CookbookFiles files;
  private final TemplateRenderer templates;

  PropertyValues(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    this.files = new CookbookFiles(run);
    this.templates = new TemplateRenderer(run, files);
  }

  /** Returns the properties. */
  Map<String, Object> of(RubyObject resource) {
    Map<String, Object> values = new LinkedHashMap<>();
    run.properties()
        .effective(resource)
        .forEach((name, value) -> put(values, resource, name, value));
    resource.variables().forEach((name, value) -> put(values, resource, name, value));
    addContent(resource, values);
    addOpenName(resource, values);
    return values;
  }

  /** A name that stands for a property and is a secret, or not known, is so there too. */
  private void addOpenName(RubyObject resource, Map<String, Object> values) {
    ResourceState state = ChefObjects.state(resource);
    RubyValue name = state.name();
    boolean open =
        name instanceof RubyString text && !text.taints().isEmpty()
            || name instanceof dev.ramekin.lang.ruby.value.UnknownValue unknown
                && unknown.assumed().isEmpty();
    if (open) {
      run.types()
          .converter(state.type())
          .flatMap(converter -> converter.nameProperty())
          .ifPresent(it -> convert(name, resource).ifPresent(at -> values.putIfAbsent(it, at)));
    }
  }

  private void put(Map<String, Object> values, RubyObject resource, String name, RubyValue value) {
    RubyValue known = run.resources().resolve(resource, value);
    if (name.equals("password") && known instanceof RubyString given && given.taints().isEmpty()) {
      ResourceState state = ChefObjects.state(resource);
      RubyString secret = new RubyString(given.text());
      run.credentials()
          .mark(secret, List.of(state.type(), Plain.text(state.name()), name), state.origin());
      known = secret;
    }
    if (!name.equals("name") && !name.equals("helpers") && !name.equals("action")) {
      convert(known, resource).ifPresent(it -> values.put(name, it));
    }
  }

  private Optional<Object> convert(RubyValue value, RubyObject resource) {
    if (value instanceof RubyNil) {
      return Optional.empty();
    }
    if (value instanceof dev.ramekin.lang.ruby.value.UnknownValue unknown) {
      RubyString settled = ruby.settle(unknown);
      return settled.text().contains(MARKER)
          ? Optional.of(new UnknownValue(unknown.cause().reason()))
          : unknown.assumed().isPresent() && !unknown.assumed().equals(Optional.of(settled))
              ? convert(unknown.assumed().get(), resource)
              : convert(settled, resource);
    }
    if (value instanceof RubyString text && !text.taints().isEmpty()) {
      return Optional.of(run.credentials().content(text, ChefObjects.state(resource).origin()));
    }
    if (value instanceof RubyArray array) {
      List<Object> items = new ArrayList<>();
      array.list().forEach(item -> convert(item, resource).ifPresent(items::add));
      return Optional.of(items);
    }
    if (value instanceof RubyHash hash) {
      Map<String, Object> entries = new LinkedHashMap<>();
      hash.map()
          .forEach(
              (key, item) ->
                  convert(item, resource).ifPresent(it -> entries.put(Plain.text(key), it)));
      return Optional.of(entries);
    }
    return Plain.of(value);
  }

  private void addContent(RubyObject resource, Map<String, Object> values) {
    String type = run.types().builtInType(resource).orElse(ChefObjects.state(resource).type());
    switch (type) {
      case "template" -> values.put("content", template(resource, values));
      case "cookbook_file" -> cookbookFile(resource, values);
      case "remote_directory" -> folder(resource, values);
      case "openssl_rsa_private_key",
          "openssl_rsa_key",
          "openssl_ec_private_key",
          "openssl_dhparam" ->
          secretFile(resource, values, "content", path(resource, values));
      case "openssl_x509_certificate", "openssl_x509" -> certificate(resource, values);
      case "runit_service" -> runScript(resource, values);
      case "package", "apt_package", "dpkg_package" -> answers(resource, values);
      default -> {
        // Other types carry no content of their own.
      }
    }
  }

  /** Answers to debconf questions: a template of the resource's cookbook, else a file of it. */
  private Object template(RubyObject resource, Map<String, Object> values) {
    if (Boolean.TRUE.equals(values.get("local"))) {
      String what = "its template " + text(values, "source").orElse("") + " is a file of the host";
      run.report(Finding.warning("host-file", ChefObjects.state(resource).origin(), what));
      return new UnknownValue(what);
    }
    return templates
        .render(resource)
        .<Object>map(it -> it)
        .orElseGet(() -> new UnknownValue("its template cannot be rendered"));
  }

  private void answers(RubyObject resource, Map<String, Object> values) {
    Optional<String> name = text(values, "response_file");
    if (name.isEmpty()) {
      return;
    }
    ResourceState state = ChefObjects.state(resource);
    List<String> sources = List.of(name.get());
    Optional<Content> content =
        files.find("templates", sources, Optional.empty(), state).isPresent()
            ? templates.render(
                resource, sources, resource.variable("response_file_variables").orElse(RubyNil.NIL))
            : files
                .find("files", sources, Optional.empty(), state)
                .map(file -> new Content.Inline(file.text()));
    values.put(
        "answers",
        content.isPresent()
            ? content.get()
            : new UnknownValue(name.get() + " is not in the cookbook"));
  }

  /** What Chef would generate is a secret of the host; the user gives it, named after its path. */
  private void secretFile(
      RubyObject resource, Map<String, Object> values, String property, String path) {
    String secret =
        run.credentials().reference(List.of(path), ChefObjects.state(resource).origin());
    values.put(property, new Content.WithSecrets(List.of(new Content.Part.Reference(secret))));
  }

  /** A certificate's key stands beside it unless the source says where. */
  private void certificate(RubyObject resource, Map<String, Object> values) {
    String path = path(resource, values);
    secretFile(resource, values, "content", path);
    String key = text(values, "key_file").orElse(path.replaceFirst("\\.[^./]*$", "") + ".key");
    secretFile(resource, values, "key_content", key);
  }

  private static String path(RubyObject resource, Map<String, Object> values) {
    return text(values, "path").orElse(Plain.text(ChefObjects.state(resource).name()));
  }

  /** The runit cookbook renders {@code sv-<name>-run.erb} with the resource's options. */
  private void runScript(RubyObject resource, Map<String, Object> values) {
    String name =
        text(values, "service_name").orElse(Plain.text(ChefObjects.state(resource).name()));
    String template = "sv-" + text(values, "run_template_name").orElse(name) + "-run.erb";
    RubyHash variables = new RubyHash();
    variables.put(
        new RubyString("options"),
        run.resources().resolve(resource, resource.variable("options").orElse(new RubyHash())));
    values.put(
        "run_script",
        templates
            .render(resource, List.of(template), variables)
            .<Object>map(it -> it)
            .orElseGet(() -> new UnknownValue("its template cannot be rendered")));
  }

  private static Optional<String> text(Map<String, Object> values, String name) {
    return Optional.ofNullable(values.get(name)).map(String::valueOf);
  }

  private void cookbookFile(RubyObject resource, Map<String, Object> values) {
    ResourceState state = ChefObjects.state(resource);
    String name = Plain.text(state.name());
    List<String> sources = new ArrayList<>();
    if (values.get("source") instanceof List<?> list) {
      list.forEach(it -> sources.add(String.valueOf(it)));
    } else {
      sources.add(text(values, "source").orElse(name.substring(name.lastIndexOf('/') + 1)));
    }
    Optional<SourceFile> file = files.find("files", sources, text(values, "cookbook"), state);
    if (file.isPresent()) {
      values.put("content", content(file.get()));
    } else {
      files.reportMissing("file", sources, text(values, "cookbook"), state);
      values.put("content", new UnknownValue("the file is not in the cookbook"));
    }
  }

  private static Content content(SourceFile file) {
    return file.isBinary() || !file.isUtf8()
        ? new Content.Bytes(file.path(), file.bytes())
        : new Content.Inline(file.text());
  }

  /** {@code files} is the folder's content, as {@link Operation.TreeFile}s. */
  private void folder(RubyObject resource, Map<String, Object> values) {
    ResourceState state = ChefObjects.state(resource);
    String path = path(resource, values);
    String source = text(values, "source").orElse(path.substring(path.lastIndexOf('/') + 1));
    SortedMap<String, SourceFile> found = files.folder(source, text(values, "cookbook"), state);
    if (found.isEmpty()) {
      files.reportMissing("folder", List.of(source), text(values, "cookbook"), state);
      values.put("files", new UnknownValue("the folder is not in the cookbook"));
      return;
    }
    List<Object> tree = new ArrayList<>();
    found.forEach(
        (name, file) ->
            tree.add(new Operation.TreeFile(name, new Content.Bytes(file.path(), file.bytes()))));
    values.put("files", tree);
  }
}
