package dev.ramekin.generate;

import dev.ramekin.converters.keys.KeyCatalogue;
import dev.ramekin.generate.OutputFile.Kind;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Question;
import dev.ramekin.model.deployment.Deployment;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a deployment and its lock as files. The same input gives the same bytes on every machine:
 * no clock, no random number, no order but the input's and the alphabet's.
 */
public final class Generator {
  private static final String IGNORED =
      "/pantry/\n/secrets/\n/.env\n/.ramekin-*\n/.ramekin/running\n/report/evidence.json\n";

  private final Estate estate;
  private final Deployment deployment;
  private final Lock lock;
  private final GenerateOptions options;
  private final Templates templates;
  private final Images images;
  private final SortedMap<String, OutputFile> files = new TreeMap<>();

  private Generator(Estate estate, Deployment deployment, Lock lock, GenerateOptions options) {
    this.estate = estate;
    this.deployment = deployment;
    this.lock = lock;
    this.options = options;
    this.templates = new Templates(options.converters());
    this.images = new Images(deployment, lock);
  }

  /**
   * Returns every file of the output folder by its path below it.
   *
   * @param estate what the source says; gives statements their names
   * @param deployment the plan
   * @param lock what is frozen for it
   */
  public static SortedMap<String, OutputFile> generate(
      Estate estate, Deployment deployment, Lock lock, GenerateOptions options) {
    return new Generator(estate, deployment, lock, options).run();
  }

  private SortedMap<String, OutputFile> run() {
    Labels labels = new Labels(estate);
    Starts starts = new Starts(images, lock, labels, KeyCatalogue.read(options.converters()));
    AccountNumbers numbers = new AccountNumbers(deployment);
    files.putAll(
        new Dockerfiles(images, numbers, lock, labels, starts, templates, options.source())
            .files());
    put(
        "compose.yaml",
        templates.render("compose.yaml.ftl", new Compose(deployment, images, starts).model()));
    put("docker-bake.hcl", templates.render("docker-bake.hcl.ftl", bake()));
    Guide guide = new Guide(estate, deployment, images);
    put(".env.example", templates.render("env.example.ftl", guide.environment()));
    put("RUNBOOK.md", templates.render("RUNBOOK.md.ftl", guide.runbook()));
    put(".gitignore", IGNORED);
    files.put("ramekin.yaml", OutputFile.of(answers(), Kind.USERS));
    tools();
    checks();
    secrets();
    return files;
  }

  private void put(String path, String text) {
    files.put(path, OutputFile.text(text));
  }

  private Map<String, Object> bake() {
    Map<String, Object> model = new TreeMap<>();
    model.put("pantry", fromPantry());
    model.put("contexts", contexts());
    model.put("contextWidth", contexts().stream().mapToInt(String::length).max().orElse(0));
    List<Map<String, Object>> targets = new ArrayList<>();
    for (Stage stage : deployment.images()) {
      List<String> parents =
          images.chain(stage.name()).stream()
              .map(Stage::name)
              .filter(name -> !name.equals(stage.name()))
              .filter(this::hasFiles)
              .toList();
      targets.add(
          Map.of(
              "name",
              stage.name(),
              "tag",
              images.name(stage.name()),
              "epoch",
              String.valueOf(lock.epoch(stage.name())),
              "parents",
              parents));
    }
    model.put("images", targets);
    return model;
  }

  private boolean hasFiles(String stage) {
    return files.keySet().stream().anyMatch(path -> path.startsWith("images/" + stage + "/"));
  }

  private boolean fromPantry() {
    return lock.strategy() == Lock.Strategy.PANTRY;
  }

  /** The folders beside an image's own that its steps read from. */
  private List<String> contexts() {
    List<String> contexts = new ArrayList<>();
    // With nothing to fetch there is no such folder, and a context that is missing ends a build.
    if (!fromPantry()) {
      contexts.add("archives");
    } else if (!lock.files().isEmpty()) {
      contexts.add("pantry");
    }
    contexts.add("tools");
    return contexts;
  }

  private void tools() {
    FetchList fetch = new FetchList(deployment, lock, options.platforms());
    program("tools/install-packages.sh", "install-packages.sh");
    program("tools/keystore-times.pl", "keystore-times.pl");
    program("tools/run-step.sh", "run-step.sh");
    program("tools/settle-files.pl", "settle-files.pl");
    program("tools/settle.sh", "settle.sh");
    lock.languages().values().stream()
        .flatMap(List::stream)
        .map(it -> "install-" + it.manager().word() + ".sh")
        .distinct()
        .forEach(it -> program("tools/" + it, it));
    if (fromPantry()) {
      put("fetch.list", fetch.text());
      files.put(
          "fetch.sh", OutputFile.of(templates.render("fetch.sh.ftl", fetch.model()), Kind.PROGRAM));
    } else {
      program("tools/install-from-archive.sh", "install-from-archive.sh");
      put("archives/archives.list", fetch.archives());
    }
  }

  private void program(String path, String template) {
    String text = options.converters().text("templates/" + template).orElseThrow();
    files.put(path, OutputFile.of(text, Kind.PROGRAM));
  }

  private void checks() {
    for (Service service : deployment.services()) {
      Checks checks = new Checks(images.chain(service.stage()), service, lock);
      put(
          "checks/" + service.name() + ".yaml",
          templates.render("checks.yaml.ftl", checks.model(images.name(service.stage()))));
    }
  }

  private void secrets() {
    deployment
        .secrets()
        .forEach(
            secret ->
                secret
                    .value()
                    .ifPresent(
                        value ->
                            files.put(
                                "secrets/" + secret.name(), OutputFile.of(value, Kind.SECRET))));
  }

  /** The user's file: every question with its default, to be answered by taking off the sign. */
  private String answers() {
    StringBuilder text = new StringBuilder();
    text.append("# Your answers and choices; Ramekin reads this file and never changes it.\n");
    Map<String, Question> questions = new LinkedHashMap<>();
    estate.questions().forEach(question -> questions.putIfAbsent(question.id(), question));
    if (questions.isEmpty()) {
      return text.append("answers: {}\n").toString();
    }
    text.append("answers:\n");
    for (Question question : questions.values()) {
      text.append("  # ").append(StageSteps.oneLine(question.text())).append('\n');
      String line = "  " + Yaml.quote(question.id()) + ": ";
      if (question.answer().isPresent()) {
        text.append(line).append(Yaml.quote(question.answer().get())).append('\n');
      } else {
        text.append("  #").append(line.substring(1));
        text.append(Yaml.quote(question.defaultAnswer().orElse(""))).append('\n');
      }
    }
    return text.toString();
  }
}
