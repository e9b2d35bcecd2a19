package dev.ramekin.freeze;

import dev.ramekin.model.lock.Architecture;
import dev.ramekin.model.lock.Lock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the closures of several architectures into one list, each package file once. */
final class Closures {
  private Closures() {}

  /** Returns the packages by name; where one is not for all it could be for, it says so. */
  static List<Lock.Package> merge(Map<Architecture, List<Lock.Package>> closures) {
    Map<Lock.Package, List<Architecture>> holders = new LinkedHashMap<>();
    closures.forEach(
        (architecture, packages) ->
            packages.forEach(
                it ->
                    holders
                        .computeIfAbsent(only(it, List.of()), plain -> new ArrayList<>())
                        .add(architecture)));
    List<Lock.Package> merged = new ArrayList<>();
    holders.forEach(
        (plain, held) -> {
          List<Architecture> usual = closures.keySet().stream().filter(plain::isFor).toList();
          merged.add(held.equals(usual) ? plain : only(plain, held));
        });
    merged.sort(
        Comparator.comparing(Lock.Package::name)
            .thenComparing(Lock.Package::architecture)
            .thenComparing(Lock.Package::version));
    return merged;
  }

  private static Lock.Package only(Lock.Package it, List<Architecture> architectures) {
    return new Lock.Package(
        it.name(),
        it.version(),
        it.architecture(),
        it.size(),
        it.sha256(),
        it.filename(),
        it.archive(),
        architectures);
  }
}
