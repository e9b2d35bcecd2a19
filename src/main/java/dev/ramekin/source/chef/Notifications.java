package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who notifies whom; a subscription is a notification of the other side. An image holds what a
 * converge leaves, so a resource that only runs when notified runs when its notifier does.
 */
final class Notifications {
  private final Map<String, List<Trigger>> bySubscription = new HashMap<>();
  private final Map<String, List<String>> notified = new HashMap<>();
  private final Map<RubyObject, List<Trigger>> handedOn = new IdentityHashMap<>();
  private final Set<RubyObject> collected = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Takes in the notifications of resources. */
  void collect(List<RubyObject> resources) {
    for (RubyObject resource : resources) {
      if (!collected.add(resource)) {
        continue;
      }
      ResourceState state = ChefObjects.state(resource);
      for (ResourceState.Notice notice : state.subscriptions()) {
        bySubscription
            .computeIfAbsent(label(notice.target()), it -> new ArrayList<>())
            .add(new Trigger(notice.action(), state.label(), notice.timing()));
        note(state.label(), notice.action());
      }
      if (!state.type().equals("log")) {
        state.notices().forEach(notice -> note(label(notice.target()), notice.action()));
      }
    }
  }

  private void note(String label, String action) {
    List<String> actions = notified.computeIfAbsent(label, it -> new ArrayList<>());
    if (!actions.contains(action)) {
      actions.add(action);
    }
  }

  private static String label(RubyValue target) {
    return target instanceof RubyObject object && ChefObjects.isResource(object)
        ? ChefObjects.state(object).label()
        : Plain.text(target);
  }

  /** Returns what a resource sets off. */
  List<Trigger> triggers(RubyObject resource) {
    ResourceState state = ChefObjects.state(resource);
    List<Trigger> triggers = new ArrayList<>();
    for (ResourceState.Notice notice : state.notices()) {
      triggers.add(new Trigger(notice.action(), label(notice.target()), notice.timing()));
    }
    triggers.addAll(bySubscription.getOrDefault(state.label(), List.of()));
    triggers.addAll(handedOn.getOrDefault(resource, List.of()));
    return triggers;
  }

  /** Returns whether anything notifies a resource, or itself for the end of the run. */
  boolean isNotified(RubyObject resource) {
    return !waited(resource).isEmpty();
  }

  private Set<String> waited(RubyObject resource) {
    ResourceState state = ChefObjects.state(resource);
    Set<String> actions = new LinkedHashSet<>(state.delayed());
    actions.addAll(notified.getOrDefault(state.label(), List.of()));
    return actions;
  }

  /** Makes what a custom resource notifies of notified by what it is made of. */
  void handOn(RubyObject parent, List<RubyObject> children) {
    List<Trigger> triggers = triggers(parent);
    List<RubyObject> active =
        children.stream()
            .filter(it -> !isIdle(ChefObjects.state(it).actions().orElse(List.of())))
            .toList();
    if (triggers.isEmpty() || active.isEmpty()) {
      return;
    }
    for (Trigger trigger : triggers) {
      switch (trigger.timing()) {
        case BEFORE -> add(active.get(0), trigger);
        case IMMEDIATELY -> add(active.get(active.size() - 1), trigger);
        case DELAYED -> active.forEach(child -> add(child, trigger));
      }
    }
  }

  private static boolean isIdle(List<RubyValue> actions) {
    return actions.size() == 1 && Plain.text(actions.get(0)).equals("nothing");
  }

  private void add(RubyObject child, Trigger trigger) {
    List<Trigger> triggers = handedOn.computeIfAbsent(child, it -> new ArrayList<>());
    if (!triggers.contains(trigger)) {
      triggers.add(trigger);
    }
  }

  /** Returns the actions a resource ends up with: its own, or those it is notified of. */
  List<String> effective(RubyObject resource, List<String> own) {
    boolean idle = own.isEmpty() || own.equals(List.of("nothing"));
    if (idle) {
      return isNotified(resource) ? List.copyOf(waited(resource)) : List.of("nothing");
    }
    Set<String> actions = new LinkedHashSet<>(own);
    actions.addAll(ChefObjects.state(resource).delayed());
    return List.copyOf(actions);
  }
}
