package dev.ramekin.generate;

import dev.ramekin.converters.keys.GeneratedKey;
import dev.ramekin.model.Operation.Unconverted;
import dev.ramekin.model.deployment.Service;
import dev.ramekin.model.deployment.Service.Port;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The folders {@code images/<name>}: Dockerfile, files, lock and start script. */
final class Dockerfiles {
  private static final Set<String> SYSTEM_FOLDERS = Set.of("/run", "/tmp", "/var/tmp");
  private static final String NO_DIGEST = "sha256:" + "0".repeat(64);

  /** What a Dockerfile says, for its template. */
  public record Image(
      String name,
      String title,
      String source,
      List<String> todos,
      List<String> pantry,
      String base,
      String digest,
      List<Section> sections,
      String user,
      String workingDirectory,
      List<String> ports,
      String stopSignal,
      boolean entrypoint,
      String command) {}

  /** The instructions of one stage. */
  public record Section(String title, List<Step> steps) {}

  private final Images images;
  private final Lock lock;
  private final Labels labels;
  private final Starts starts;
  private final Templates templates;
  private final String source;
  private final Map<String, StageSteps> built = new LinkedHashMap<>();
  private final AccountNumbers numbers;

  Dockerfiles(
      Images images,
      AccountNumbers numbers,
      Lock lock,
      Labels labels,
      Starts starts,
      Templates templates,
      String source) {
    this.images = images;
    this.numbers = numbers;
    this.lock = lock;
    this.labels = labels;
    this.starts = starts;
    this.templates = templates;
    this.source = source;
  }

  SortedMap<String, OutputFile> files() {
    SortedMap<String, OutputFile> files = new TreeMap<>();
    for (Stage stage : images.deployment().images()) {
      List<Stage> chain = images.chain(stage.name());
      chain.forEach(part -> addContext(part, files));
      String folder = "images/" + stage.name() + "/";
      images.services(stage.name()).forEach(one -> addStart(folder, one, chain, files));
      files.put(
          folder + "Dockerfile",
          OutputFile.text(
              templates.render("Dockerfile.ftl", Map.of("image", image(stage, chain)))));
    }
    return files;
  }

  private void addStart(
      String folder, Service service, List<Stage> chain, SortedMap<String, OutputFile> files) {
    StartScript start = starts.of(service);
    if (!start.isEmpty()) {
      files.put(
          folder + "rootfs" + images.startPath(service),
          OutputFile.of(
              templates.render("start.sh.ftl", Map.of("start", start)), OutputFile.Kind.PROGRAM));
    }
  }

  private StageSteps steps(Stage stage) {
    return built.computeIfAbsent(
        stage.name(), name -> new StageSteps(stage, lock, labels, numbers));
  }

  private void addContext(Stage stage, SortedMap<String, OutputFile> files) {
    String folder = "images/" + stage.name() + "/";
    steps(stage)
        .files()
        .files()
        .forEach(
            (path, bytes) ->
                files.put(
                    folder + "rootfs" + path, new OutputFile(bytes, OutputFile.Kind.GENERATED)));
    new PackageStep(stage, lock, labels)
        .files()
        .forEach((name, text) -> files.put(folder + name, OutputFile.text(text)));
    LanguageStep.files(lock, stage.name())
        .forEach((name, text) -> files.put(folder + name, OutputFile.text(text)));
  }

  private Image image(Stage stage, List<Stage> chain) {
    Optional<Service> service = images.service(stage);
    return new Image(
        stage.name(),
        service
            .map(it -> it.name() + ", as it was on " + String.join(", ", it.hosts()))
            .orElse(stage.name() + ": " + withoutService(stage)),
        source,
        todos(chain),
        new PantryStage(lock).additions(chain),
        stage.baseImage(),
        digest(stage),
        sections(stage, chain),
        service.flatMap(Service::user).orElse(""),
        service.flatMap(Service::workingDirectory).orElse(""),
        service.map(it -> it.ports().stream().map(Dockerfiles::port).toList()).orElse(List.of()),
        service.flatMap(Service::stopSignal).orElse(""),
        service.filter(it -> !starts.of(it).isEmpty()).isPresent(),
        service.map(it -> Json.list(it.command())).orElse(""));
  }

  private static String withoutService(Stage stage) {
    return stage.parent().isPresent()
        ? "what the host held and no service needs; nothing starts it"
        : "what a host without services held";
  }

  private static String port(Port port) {
    return port.number() + (port.protocol().equals("tcp") ? "" : "/" + port.protocol());
  }

  private String digest(Stage stage) {
    Lock.BaseImage base = lock.baseImages().get(stage.baseImage());
    return base == null ? NO_DIGEST : base.digest();
  }

  private List<Section> sections(Stage stage, List<Stage> chain) {
    List<Section> sections = new ArrayList<>();
    for (Stage part : chain) {
      boolean own = part.name().equals(stage.name());
      List<Step> steps =
          new ArrayList<>(
              steps(part).steps().stream().map(step -> from(step, own, part.name())).toList());
      if (own) {
        keyStep(stage).ifPresent(steps::add);
        memoryStep(stage).ifPresent(steps::add);
        images
            .services(stage.name())
            .forEach(service -> startStep(service, chain).ifPresent(steps::add));
      }
      if (!steps.isEmpty()) {
        sections.add(new Section(own ? "What " + part.name() + " adds" : "What all share", steps));
      }
    }
    return sections;
  }

  /** Where programs look for keys, a link to where the start script makes them. */
  private Optional<Step> keyStep(Stage stage) {
    if (images.services(stage.name()).findFirst().isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    for (GeneratedKey key : starts.keys(stage.name())) {
      for (GeneratedKey.KeyFile file : key.files()) {
        String made = RootFiles.RENDERED + file.path();
        lines.add("[ -e " + file.path() + " ] || ln -sfn " + made + " " + file.path());
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    lines.add(0, "set -eu");
    return Optional.of(
        Step.script(
            List.of("Keys that every container makes for itself when it starts"), Step.RUN, lines));
  }

  /**
   * Directories that are held in memory later: runc gives such a mount the mode of the directory
   * below it, and root for its owner, whatever compose.yaml says.
   */
  private Optional<Step> memoryStep(Stage stage) {
    SortedSet<String> paths = new TreeSet<>();
    images
        .services(stage.name())
        .forEach(
            service -> {
              service.temporary().forEach(it -> paths.add(it.path()));
              if (starts.hasMade(service)) {
                paths.add(RootFiles.RENDERED);
              }
            });
    paths.removeAll(SYSTEM_FOLDERS);
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Step(
                List.of("Held in memory when it runs; whoever it runs as may write there"),
                Step.RUN + " install -d -m 1777 " + String.join(" ", paths),
                List.of(),
                ""));
  }

  private Optional<Step> startStep(Service service, List<Stage> chain) {
    StartScript start = starts.of(service);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String path = images.startPath(service);
    return Optional.of(
        new Step(
            List.of("Run before " + service.name() + " at every start: " + startPurpose(start)),
            "COPY --chmod=755 rootfs" + path + " " + path,
            List.of(),
            ""));
  }

  private static String startPurpose(StartScript start) {
    List<String> purposes = new ArrayList<>();
    if (!start.rendered().isEmpty()) {
      purposes.add("puts secrets into files");
    }
    if (!start.keys().isEmpty()) {
      purposes.add("makes keys");
    }
    if (!start.environmentFiles().isEmpty()) {
      purposes.add("reads variables from files");
    }
    if (!start.lines().isEmpty()) {
      purposes.add("prepares empty volumes");
    }
    return String.join(", ", purposes);
  }

  private static Step from(Step step, boolean own, String name) {
    String instruction =
        step.instruction().replace("from={files},", own ? "" : "from=" + name + ",");
    return new Step(step.comments(), instruction, step.body(), step.end());
  }

  private static List<String> todos(List<Stage> chain) {
    return chain.stream()
        .flatMap(stage -> stage.operations().stream())
        .filter(Unconverted.class::isInstance)
        .map(todo -> ((Unconverted) todo).type())
        .toList();
  }
}
