package dev.ramekin.cli;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.services.PackageRules;
import dev.ramekin.converters.services.ServiceEntry;
import dev.ramekin.freeze.FreezeOptions;
import dev.ramekin.freeze.FreezeResult;
import dev.ramekin.freeze.Freezer;
import dev.ramekin.freeze.LockFile;
import dev.ramekin.freeze.PackageContents;
import dev.ramekin.generate.GenerateOptions;
import dev.ramekin.generate.Generator;
import dev.ramekin.generate.OutputFile;
import dev.ramekin.generate.OutputWriter;
import dev.ramekin.generate.WriteResult;
import dev.ramekin.model.Estate;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Origin;
import dev.ramekin.model.lock.Lock;
import dev.ramekin.plan.PlanOptions;
import dev.ramekin.plan.Planner;
import dev.ramekin.plan.UnknownServices;
import dev.ramekin.report.Conversion;
import dev.ramekin.report.Reports;
import dev.ramekin.source.SourceTree;
import dev.ramekin.source.chef.ChefEvaluator;
import dev.ramekin.source.unit.PackagedServices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The way from sources to an output folder, for all commands that go it or a part of it. */
final class ConversionRun {
  private final SourceTree tree;
  private final PlanOptions options;
  private final Estate estate;

  private ConversionRun(SourceTree tree, PlanOptions options, Estate estate) {
    this.tree = tree;
    this.options = options;
    this.estate = estate;
  }

  /** Evaluates sources that can be read. */
  static ConversionRun evaluate(SourceTree tree, SourceOptions source, ProjectFile project) {
    ConverterFiles converters = source.converters();
    return new ConversionRun(
        tree,
        new PlanOptions(
            projectName(tree.name()),
            source.services(converters),
            PlatformCatalogue.of(converters),
            converters),
        ChefEvaluator.evaluate(tree, source.chef(project.answers())));
  }

  /** Compose project names are made of lower-case letters, digits and dashes. */
  static String projectName(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = plain.replaceAll("^-+|-+$", "");
    return trimmed.isEmpty() ? "hosts" : trimmed;
  }

  /** Plans what becomes of the hosts, and freezes it. */
  Conversion freeze(Optional<Lock> old, FreezeOptions given) {
    FreezeOptions freezing = given.withPlaces(given.places().withPlatforms(options.platforms()));
    FreezeResult frozen = Freezer.freeze(Planner.plan(estate, options), old, freezing);
    UnknownServices unknown = UnknownServices.of(estate, options.services());
    return unknown.units().isEmpty() || unknown.packages().isEmpty()
        ? conversion(frozen, List.of())
        : withPackages(frozen, unknown, freezing);
  }

  /** What a package says of its service counts as if the catalogue had known it from the start. */
  private Conversion withPackages(
      FreezeResult frozen, UnknownServices unknown, FreezeOptions freezing) {
    PackageContents.Read read =
        PackageContents.read(frozen.lock(), unknown.packages(), freezing.places());
    List<ServiceEntry> services =
        PackagedServices.of(read.packages(), PackageRules.read(options.converters())).stream()
            .filter(entry -> unknown.units().keySet().stream().anyMatch(entry::hasUnit))
            .toList();
    if (services.isEmpty()) {
      return conversion(frozen, read.findings());
    }
    List<Finding> findings = new ArrayList<>(read.findings());
    unknown
        .units()
        .forEach((unit, origin) -> readFrom(unit, origin, services).ifPresent(findings::add));
    PlanOptions more = options.withServices(options.services().with(services));
    Optional<Lock> first = Optional.of(frozen.lock());
    return conversion(
        Freezer.freeze(Planner.plan(estate, more), first, freezing.withUpdate(Set.of())), findings);
  }

  private static Optional<Finding> readFrom(
      String unit, Origin origin, List<ServiceEntry> services) {
    return services.stream()
        .filter(entry -> entry.hasUnit(unit))
        .findFirst()
        .map(
            entry ->
                Finding.warning(
                        "service-of-package",
                        origin,
                        "nobody has described the service "
                            + unit
                            + ": it is planned from what its package ships")
                    .advise(
                        "look at its command, ports and volumes; a file in services/ of your converters says it better"));
  }

  private Conversion conversion(FreezeResult frozen, List<Finding> more) {
    List<Finding> findings = new ArrayList<>(frozen.findings());
    findings.addAll(more);
    return new Conversion(estate, frozen.deployment(), frozen.lock(), findings);
  }

  /** Writes everything into the output folder. */
  WriteResult write(Path out, Conversion conversion, ConversionRecord record, boolean force)
      throws IOException {
    SortedMap<String, OutputFile> files =
        Generator.generate(
            estate,
            conversion.deployment(),
            conversion.lock(),
            new GenerateOptions(options.converters(), options.platforms(), tree.name()));
    Reports.of(conversion, options.converters())
        .forEach((path, text) -> files.put(path, OutputFile.text(text)));
    files.put(ConversionRecord.PATH, OutputFile.text(record.text()));
    WriteResult changes = OutputWriter.preview(out, files, force);
    Lock lock = conversion.lock().withImages(stillGood(conversion.lock(), changes));
    files.put(LockFile.NAME, OutputFile.of(LockFile.write(lock), OutputFile.Kind.LOCK));
    return OutputWriter.write(out, files, force);
  }

  /** Digests of images whose files change are those of other images. */
  private static Map<String, Lock.Image> stillGood(Lock lock, WriteResult changes) {
    Map<String, Lock.Image> good = new TreeMap<>();
    lock.images()
        .forEach(
            (name, image) -> {
              if (!lock.chain(name).isEmpty() && !isTouched(lock.chain(name), changes)) {
                good.put(name, image);
              }
            });
    return good;
  }

  private static boolean isTouched(Iterable<String> chain, WriteResult changes) {
    for (String stage : chain) {
      boolean touched =
          Stream.concat(changes.written().stream(), changes.removed().stream())
              .anyMatch(it -> it.startsWith("images/" + stage + "/") || it.startsWith("tools/"));
      if (touched) {
        return true;
      }
    }
    return false;
  }
}
