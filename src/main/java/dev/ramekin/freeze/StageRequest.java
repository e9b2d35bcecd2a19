package dev.ramekin.freeze;

import dev.ramekin.freeze.apt.AptResolver;
import dev.ramekin.freeze.apt.AptResolver.Request;
import dev.ramekin.freeze.apt.Preferences;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.InstallPackages;
import dev.ramekin.model.Operation.PackageSpec;
import dev.ramekin.model.Origin;
import dev.ramekin.model.deployment.Stage;
import dev.ramekin.model.lock.LanguageManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages a stage asks for.
 *
 * @param origins where each is asked for, in order of the statements
 * @param recommends whether recommended packages are installed too
 * @param preferences the pins that hold in it
 */
record StageRequest(Map<Request, Origin> origins, boolean recommends, Preferences preferences) {
  private static final Pattern TARGET_RELEASE =
      Pattern.compile(
          " (?:-t|--target-release|--default-release)(?: |=)?['\"]?(?<release>[^\\s'\"]+)");
  private static final String RECOMMENDS = "--install-recommends";

  StageRequest {
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /** Collects what a stage asks for; what cannot be frozen becomes a finding. */
  static StageRequest of(
      Stage stage, boolean recommends, Preferences preferences, List<Finding> findings) {
    Map<Request, Origin> origins = new LinkedHashMap<>();
    boolean wanted = recommends;
    for (Operation operation : stage.operations()) {
      if (operation instanceof InstallPackages install) {
        if (install.manager().equals("apt")) {
          Optional<String> release = release(install);
          install.packages().forEach(it -> origins.putIfAbsent(request(it, release), at(install)));
          wanted |= install.options().contains(RECOMMENDS);
        } else if (LanguageManager.of(install.manager()).isEmpty()) {
          findings.add(notFrozen(install));
        }
      }
    }
    return new StageRequest(origins, wanted, preferences);
  }

  /** Returns the release that one installation names for itself with {@code -t}. */
  private static Optional<String> release(InstallPackages install) {
    Matcher matcher = TARGET_RELEASE.matcher(" " + String.join(" ", install.options()));
    return matcher.find() ? Optional.of(matcher.group("release")) : Optional.empty();
  }

  /** Returns the same without the releases that no archive has; each is named in a finding. */
  StageRequest from(AptResolver resolver, List<Finding> findings) {
    Map<Request, Origin> known = new LinkedHashMap<>();
    origins.forEach(
        (request, origin) -> {
          int slash = request.name().indexOf('/');
          String release = request.name().substring(slash + 1);
          if (slash < 0 || resolver.hasRelease(release)) {
            known.put(request, origin);
            return;
          }
          String name = request.name().substring(0, slash);
          known.putIfAbsent(new Request(name, request.version()), origin);
          findings.add(
              Finding.warning(
                      "release-not-considered",
                      origin,
                      "no archive has the release '%s', from which %s is to be taken"
                          .formatted(release, name))
                  .advise("it is frozen as the platform's releases have it"));
        });
    return new StageRequest(known, recommends, preferences);
  }

  private static Origin at(Operation operation) {
    return operation.provenance().origin();
  }

  /** As {@code name/release} a package comes from there with what it needs newer of. */
  private static Request request(PackageSpec spec, Optional<String> release) {
    String name = spec.name().replaceFirst(":amd64$", "");
    boolean chosen = spec.version().isPresent() || name.contains("/") || release.isEmpty();
    return new Request(chosen ? name : name + "/" + release.get(), spec.version());
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

  /** Returns where a package is asked for. */
  Origin origin(Request request) {
    return origins.getOrDefault(request, Origin.ofFile(""));
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
    words.addAll(preferences.words());
    words.addAll(plainWords(some));
    return words;
  }

  /** Returns names and versions alone. */
  static List<String> plainWords(List<Request> some) {
    return some.stream().map(StageRequest::word).toList();
  }

  static String word(Request request) {
    return request.name() + request.version().map(it -> "=" + it).orElse("");
  }
}
