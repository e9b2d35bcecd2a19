package dev.ramekin.model;

import java.util.List;

/**
 * What every operation carries beside its own data.
 *
 * @param statement id of the {@link Statement} it came from
 * @param origin where that stands
 * @param group what it was grouped by in the source: cookbook, role or script name
 * @param guard under which conditions it happens
 * @param triggers what it sets off when it changes something
 */
public record Provenance(
    String statement, Origin origin, String group, Guard guard, List<Trigger> triggers) {
  public Provenance {
    triggers = List.copyOf(triggers);
  }
}
