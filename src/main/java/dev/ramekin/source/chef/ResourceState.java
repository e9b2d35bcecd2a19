package dev.ramekin.source.chef;

import dev.ramekin.lang.Restorable;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Ramekin keeps of a resource beside its properties, which are its instance variables. */
final class ResourceState implements Restorable {
  /**
   * A guard.
   *
   * @param negated {@code not_if}
   * @param command a shell command, or empty for a block
   * @param block Ruby code, or empty for a command
   * @param options {@code cwd}, {@code user} and the like
   */
  record GuardEntry(
      boolean negated,
      Optional<RubyValue> command,
      Optional<RubyProc> block,
      Optional<RubyValue> options) {}

  /**
   * A notification.
   *
   * @param action what is done
   * @param target a resource, or its text {@code type[name]}
   * @param timing when
   */
  record Notice(String action, RubyValue target, Trigger.Timing timing) {}

  /**
   * A cookbook's recipe, where a resource was declared.
   *
   * @param cookbook its name
   * @param recipe its name
   */
  record Home(String cookbook, String recipe) {}

  private final String type;
  private final Origin origin;
  private final Home home;
  private RubyValue name = RubyNil.NIL;
  private List<RubyValue> actions = new ArrayList<>();
  private boolean actionsSet;
  private List<GuardEntry> guards = new ArrayList<>();
  private List<Notice> notices = new ArrayList<>();
  private List<Notice> subscriptions = new ArrayList<>();
  private List<String> alreadyRun = new ArrayList<>();
  private List<String> delayed = new ArrayList<>();
  private @Nullable RubyObject provider;
  private @Nullable RubyValue params;

  ResourceState(String type, Origin origin, Home home) {
    this.type = type;
    this.origin = origin;
    this.home = home;
  }

  /** Returns the type as it was declared. */
  String type() {
    return type;
  }

  /** Returns the name: the one it was declared with, unless its block says another. */
  RubyValue name() {
    return name;
  }

  void rename(RubyValue newName) {
    name = newName;
  }

  /** Returns where it stands. */
  Origin origin() {
    return origin;
  }

  /** Returns which recipe it stands in. */
  Home home() {
    return home;
  }

  /** Returns its own actions; empty when none was set. */
  Optional<List<RubyValue>> actions() {
    return actionsSet ? Optional.of(List.copyOf(actions)) : Optional.empty();
  }

  void setActions(List<RubyValue> values) {
    actions = new ArrayList<>(values);
    actionsSet = true;
  }

  List<GuardEntry> guards() {
    return guards;
  }

  List<Notice> notices() {
    return notices;
  }

  List<Notice> subscriptions() {
    return subscriptions;
  }

  /** Returns the actions that ran at compile time. */
  List<String> alreadyRun() {
    return alreadyRun;
  }

  /** Returns the actions it takes at the end of the run, without anyone's notification. */
  List<String> delayed() {
    return delayed;
  }

  /** Returns the provider of the custom resource in whose action it was declared. */
  Optional<RubyObject> provider() {
    return Optional.ofNullable(provider);
  }

  void setProvider(RubyObject enclosing) {
    provider = enclosing;
  }

  /** Returns the parameters of the definition it was declared in. */
  Optional<RubyValue> params() {
    return Optional.ofNullable(params);
  }

  void setParams(RubyValue values) {
    params = values;
  }

  /** Returns {@code type[name]}. */
  String label() {
    return type + "[" + Plain.text(name) + "]";
  }

  @Override
  public Runnable snapshot() {
    RubyValue oldName = name;
    List<RubyValue> oldActions = new ArrayList<>(actions);
    boolean oldSet = actionsSet;
    List<GuardEntry> oldGuards = new ArrayList<>(guards);
    List<Notice> oldNotices = new ArrayList<>(notices);
    List<Notice> oldSubscriptions = new ArrayList<>(subscriptions);
    List<String> oldRun = new ArrayList<>(alreadyRun);
    List<String> oldDelayed = new ArrayList<>(delayed);
    return () -> {
      name = oldName;
      actions = oldActions;
      actionsSet = oldSet;
      guards = oldGuards;
      notices = oldNotices;
      subscriptions = oldSubscriptions;
      alreadyRun = oldRun;
      delayed = oldDelayed;
    };
  }
}
