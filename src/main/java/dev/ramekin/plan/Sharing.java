package dev.ramekin.plan;

import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.CreateGroup;
import dev.ramekin.model.Operation.CreateUser;
import dev.ramekin.plan.HostPlan.Placed;
import dev.ramekin.plan.Place.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moves to the shared base stage what a second service turns out to need. */
final class Sharing {
  private static final Pattern PATH = Pattern.compile("(?<![\\w.:/-])/[\\w.+-]+(?:/[\\w.+-]+)+");

  private Sharing() {}

  static List<Placed> apply(List<Placed> placed) {
    return accounts(paths(placed));
  }

  /** Files and directories that the configuration of another service names. */
  private static List<Placed> paths(List<Placed> placed) {
    Map<String, Set<String>> named = new LinkedHashMap<>();
    for (Placed one : placed) {
      one.place()
          .workload()
          .filter(name -> one.place().kind() == Kind.STAGE)
          .ifPresent(name -> collect(Texts.of(one.place().operation()), set(named, name)));
    }
    List<Placed> result = new ArrayList<>();
    for (Placed one : placed) {
      Optional<String> other = other(one, named);
      result.add(
          other.isEmpty()
              ? one
              : moved(one, other.get() + "'s configuration names its path as well."));
    }
    return result;
  }

  private static Set<String> set(Map<String, Set<String>> named, String name) {
    return named.computeIfAbsent(name, key -> new TreeSet<>());
  }

  private static void collect(String text, Set<String> paths) {
    Matcher matcher = PATH.matcher(text);
    while (matcher.find()) {
      if (!Paths.ofTheSystem(matcher.group())) {
        paths.add(matcher.group());
      }
    }
  }

  private static Optional<String> other(Placed one, Map<String, Set<String>> named) {
    Place place = one.place();
    if (place.kind() != Kind.STAGE || place.workload().isEmpty()) {
      return Optional.empty();
    }
    List<String> own = Claims.paths(place.operation());
    if (own.isEmpty() || place.operation() instanceof Operation.RunCommand) {
      return Optional.empty();
    }
    for (Map.Entry<String, Set<String>> entry : named.entrySet()) {
      boolean names =
          entry.getValue().stream()
              .anyMatch(
                  path ->
                      Paths.below(own.get(0), path)
                          || Paths.below(path, own.get(0)) && Paths.depth(own.get(0)) > 1);
      if (names && !entry.getKey().equals(place.workload().get())) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  /** Accounts that own something, or run something, in another stage than their own. */
  private static List<Placed> accounts(List<Placed> placed) {
    Map<String, Set<Optional<String>>> users = new LinkedHashMap<>();
    for (Placed one : placed) {
      Operation operation = one.place().operation();
      boolean step = one.place().kind() == Kind.STAGE || one.place().isHeld();
      if (step && !(operation instanceof CreateUser)) {
        Claims.accounts(operation)
            .forEach(name -> users.computeIfAbsent(name, key -> new HashSet<>()).add(stage(one)));
      }
    }
    List<Placed> result = new ArrayList<>();
    for (Placed one : placed) {
      boolean elsewhere =
          accountOf(one.place().operation()).stream()
              .flatMap(name -> users.getOrDefault(name, Set.of()).stream())
              .anyMatch(place -> !place.equals(one.place().workload()));
      boolean movable = one.place().kind() == Kind.STAGE && one.place().workload().isPresent();
      result.add(elsewhere && movable ? moved(one, "Several services use this account.") : one);
    }
    return result;
  }

  private static Optional<String> stage(Placed one) {
    return one.place().isHeld() && one.place().workload().isEmpty()
        ? Optional.of(HostImage.NAME)
        : one.place().workload();
  }

  private static List<String> accountOf(Operation operation) {
    if (operation instanceof CreateUser user) {
      return List.of(user.name());
    }
    return operation instanceof CreateGroup group ? List.of(group.name()) : List.of();
  }

  private static Placed moved(Placed one, String note) {
    return new Placed(one.item(), one.place().at(Optional.empty(), note));
  }
}
