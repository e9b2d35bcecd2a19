package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Origin;
import dev.ramekin.model.deployment.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The packages a stage asks for.
 *
 * @param origins where each is asked for, in order of the statements
 * @param recommends whether recommended packages are installed too
 */
record StageRequest(Map<Request, Origin> origins, boolean recommends) {
  private static final Pattern TARGET_RELEASE =
      Pattern.compile(" (-t|--target-release|--default-release)\\b");
  private static final String RECOMMENDS = "--install-recommends";

  StageRequest {
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /** Collects what a stage asks for; what cannot be frozen becomes a finding. */
  static StageRequest of(Stage stage, boolean recommends, List<Finding> findings) {
    Map<Request, Origin> origins = new LinkedHashMap<>();
    boolean wanted = recommends;
    for (Operation operation : stage.operations()) {
      if (operation instanceof InstallPackages install) {
        if (install.manager().equals("apt")) {
          install.packages().forEach(it -> origins.putIfAbsent(request(it), at(install)));
          wanted |= install.options().contains(RECOMMENDS);
          release(install).ifPresent(findings::add);
        } else {
          findings.add(notFrozen(install));
        }
      }
    }
    return new StageRequest(origins, wanted);
  }

  /** A release of its own for one installation ({@code -t}) is not taken into account. */
  private static Optional<Finding> release(InstallPackages install) {
    String words = " " + String.join(" ", install.options());
    return TARGET_RELEASE.matcher(words).find()
        ? Optional.of(
            Finding.warning(
                "release-not-considered",
                at(install),
                "the packages are taken from the releases of the platform, not as '%s' asks"
                    .formatted(words.strip())))
        : Optional.empty();
  }

  private static Origin at(Operation operation) {
    return operation.provenance().origin();
  }

  private static Request request(PackageSpec spec) {
    return new Request(spec.name().replaceFirst(":amd64$", ""), spec.version());
  }

  private static Finding notFrozen(InstallPackages install) {
    List<String> names = install.packages().stream().map(PackageSpec::name).toList();
    return Finding.warning(
            "not-frozen",
            at(install),
            "%s packages are not frozen yet: %s"
                .formatted(install.manager(), String.join(", ", names)))
        .advise("their versions may change from build to build");
  }

  List<Request> requests() {
    return new ArrayList<>(origins.keySet());
  }

  /** Returns what was asked for as it stands in the lock. */
  List<String> words() {
    return words(requests());
  }

  /** Returns some of what was asked for as it stands in the lock. */
  List<String> words(List<Request> some) {
    List<String> words = new ArrayList<>();
    if (recommends) {
      words.add(RECOMMENDS);
    }
    some.forEach(it -> words.add(word(it)));
    return words;
  }

  static String word(Request request) {
    return request.name() + request.version().map(it -> "=" + it).orElse("");
  }
}
