package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.Conversion;
import dev.ramekin.converters.operations.ConverterCatalogue;
import dev.ramekin.converters.operations.Input;
import dev.ramekin.converters.operations.ResourceConverter;
import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Guard;
import dev.ramekin.model.Host;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.ServiceAction;
import dev.ramekin.model.Origin;
import dev.ramekin.model.Provenance;
import dev.ramekin.model.Statement;
import dev.ramekin.model.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a compiled run into a host: every declared resource becomes a statement. */
final class HostBuilder implements Convergence.Work {
  private static final Pattern LABEL = Pattern.compile("([a-z_][a-z0-9_]*)\\[([^\\[\\]]+)\\]");
  private static final int MOST_STATEMENTS = 50_000;

  private final ChefRun run;
  private final ConverterCatalogue converters;
  private final DeclaredResources declared;
  private final CustomActions actions;
  private final PropertyValues values;
  private final Guards guards;
  private final Notifications notifications;
  private final Convergence convergence;
  private final Deque<Guard> around = new ArrayDeque<>();
  private int count;

  HostBuilder(ChefRun run, ConverterCatalogue converters) {
    this.run = run;
    this.converters = converters;
    this.declared = new DeclaredResources(run, "");
    this.actions = new CustomActions(run);
    this.values = new PropertyValues(run);
    this.guards = new Guards(run);
    this.notifications = new Notifications();
    this.convergence = new Convergence(this, notifications);
  }

  /** Builds the host. */
  Host build() {
    List<Convergence.Place> places = new ArrayList<>(convergence.run(run.collection()));
    places.addAll(convergence.rest());
    List<Statement> statements =
        new ArrayList<>(places.stream().map(Convergence.Place::finished).toList());
    for (Loader.Broken broken : run.loader().broken()) {
      statements.add(unsupported(nextId(), broken.origin(), broken.message()));
    }
    return new Host(
        run.spec().name(),
        run.facts().platform(),
        facts(),
        NodeMethods.state(run.node()).expansion().roles(),
        statements);
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    run.facts()
        .automatic()
        .map()
        .forEach((key, value) -> Plain.of(value).ifPresent(it -> facts.put(Plain.text(key), it)));
    return facts;
  }

  @Override
  public Consumer<Runnable> surroundings() {
    return run.surroundings();
  }

  @Override
  public String nextId() {
    return run.spec().name() + "/" + String.format(java.util.Locale.ROOT, "%06d", ++count);
  }

  private Statement unsupported(String id, Origin origin, String reason) {
    Provenance provenance = new Provenance(id, origin, "", Guard.ALWAYS, List.of());
    Operation operation =
        new Operation.Unconverted(provenance, "ruby", origin.shortForm(), Map.of(), reason);
    return new Statement(
        id,
        origin,
        "ruby",
        origin.shortForm(),
        List.of(),
        Map.of(),
        Status.UNSUPPORTED,
        reason,
        List.of(operation),
        List.of());
  }

  /** A resource that only another answer declares. */
  @Override
  public Statement open(Possible possible) {
    DeclaredResource resource = possible.resource();
    return new Statement(
        nextId(),
        resource.origin(),
        resource.type(),
        resource.name(),
        resource.actions(),
        resource.properties(),
        Status.QUESTION,
        possible.reason(),
        List.of(),
        List.of());
  }

  @Override
  public Statement carryOut(RubyObject resource, Convergence.Place place) {
    ResourceState state = ChefObjects.state(resource);
    String id = place.id();
    if (count > MOST_STATEMENTS) {
      return outcome(id, resource, Status.UNSUPPORTED, "too many statements", List.of());
    }
    try {
      return convert(place, resource, state);
    } catch (RubyError error) {
      run.report(Finding.error("ruby-error", error.origin(), "in " + state.label() + ": " + error));
      return failed(id, resource, error.toString());
    } catch (BudgetExceededException exceeded) {
      run.report(Finding.error("too-much-work", state.origin(), exceeded.what()));
      run.ruby().budget().refill();
      return failed(id, resource, exceeded.what());
    }
  }

  private Statement failed(String id, RubyObject resource, String reason) {
    Provenance provenance = provenance(id, resource, Guard.ALWAYS);
    return outcome(
        id,
        resource,
        Status.UNSUPPORTED,
        reason,
        List.of(unconverted(provenance, resource, reason)));
  }

  private Statement convert(Convergence.Place place, RubyObject resource, ResourceState state) {
    String id = place.id();
    reportMissingTargets(state);
    Guards.Verdict verdict = guards.decide(resource);
    if (verdict.status().isPresent()) {
      Status status = verdict.status().get();
      return status == Status.UNSUPPORTED
          ? failed(id, resource, verdict.reason())
          : outcome(id, resource, status, verdict.reason(), List.of());
    }
    Guard guard = within(verdict.guard());
    Provenance provenance = provenance(id, resource, guard);
    List<String> actionNames = new ArrayList<>(state.alreadyRun());
    actionNames.addAll(notifications.effective(resource, declared.actions(resource)));
    String type = convertedAs(resource);
    Optional<ResourceConverter> converter = converters.find(type);
    boolean chefsOwn = run.types().isChefs(state.type()) || converters.isOwn(state.type());
    if ((converter.isEmpty() || !chefsOwn) && actions.isCustom(resource)) {
      return expanded(place, resource, actionNames, guard);
    }
    if (converter.isEmpty()) {
      return failed(id, resource, converters.whyUnknown(state.type()));
    }
    if (state.type().equals("ruby_block")) {
      Optional<List<Operation>> effects = run.blocks().of(resource, provenance);
      if (effects.isPresent()) {
        effects.get().forEach(run.hostState()::note);
        return outcome(id, resource, Status.CONVERTED, "", effects.get());
      }
    }
    Input input =
        new Input(type, Plain.text(state.name()), actionNames, values.of(resource), provenance);
    Conversion conversion = converter.get().convert(input);
    if (conversion instanceof Conversion.Converted converted
        && converted.operations().stream().anyMatch(HostBuilder::isUndecided)) {
      Guards.Verdict settled = guards.settle(guard, state.origin());
      if (settled.status().isPresent()) {
        return outcome(id, resource, settled.status().get(), settled.reason(), List.of());
      }
      conversion =
          converter
              .get()
              .convert(
                  new Input(
                      type,
                      Plain.text(state.name()),
                      actionNames,
                      values.of(resource),
                      provenance(id, resource, settled.guard())));
    }
    if (conversion instanceof Conversion.Converted converted) {
      converted.operations().forEach(run.hostState()::note);
      boolean open = converted.operations().stream().anyMatch(HostBuilder::holdsAnOpenValue);
      Status status = open ? Status.QUESTION : Status.CONVERTED;
      String reason = open ? "its content holds a value that is not known" : "";
      return outcome(id, resource, status, reason, converted.operations());
    }
    if (conversion instanceof Conversion.NeedsAnswer unknown) {
      String reason = unknown.property() + " is not known: " + unknown.reason();
      return outcome(
          id,
          resource,
          Status.QUESTION,
          reason,
          List.of(unconverted(provenance, resource, reason)));
    }
    return failed(id, resource, ((Conversion.Unsupported) conversion).reason());
  }

  /** A class that only inherits from one of Chef's own is carried out by that one's provider. */
  private String convertedAs(RubyObject resource) {
    String type = ChefObjects.state(resource).type();
    return converters.find(type).isPresent() || actions.isCustom(resource)
        ? type
        : run.types().builtInType(resource).orElse(type);
  }

  /** An image decides conditions of its steps; what is none has to be decided before. */
  private static boolean isUndecided(Operation operation) {
    boolean step =
        operation instanceof Operation.ManageService service
            ? service.actions().stream()
                .noneMatch(it -> it == ServiceAction.START || it == ServiceAction.ENABLE)
            : !(operation instanceof Operation.InstallPackages
                || operation instanceof Operation.AddRepository
                || operation instanceof Operation.DefineUnit
                || operation instanceof Operation.ScheduleJob
                || operation instanceof Operation.OpenPort
                || operation instanceof Operation.SetEnvironment
                || operation instanceof Operation.SetLimit
                || operation instanceof Operation.SetKernelParameter
                || operation instanceof Operation.SetTimeZone
                || operation instanceof Operation.SetLocale);
    return !step
        && operation.provenance().guard().conditions().stream().anyMatch(Guard.Condition::shell);
  }

  private static boolean holdsAnOpenValue(Operation operation) {
    return operation instanceof Operation.WriteFile file
        && file.content() instanceof Content.Inline inline
        && inline.text().contains(PropertyValues.MARKER);
  }

  /** What a custom resource is made of happens only when the resource itself does. */
  private Guard within(Guard own) {
    List<Guard.Condition> conditions = new ArrayList<>();
    Optional.ofNullable(around.peek()).ifPresent(it -> conditions.addAll(it.conditions()));
    conditions.addAll(own.conditions());
    return new Guard(conditions);
  }

  private Statement expanded(
      Convergence.Place place, RubyObject resource, List<String> actionNames, Guard guard) {
    around.push(guard);
    try {
      for (String action : actionNames) {
        if (!action.equals("nothing")) {
          actions.carryOut(resource, action, made -> runInside(place, resource, made));
        }
      }
    } finally {
      around.pop();
    }
    return outcome(place.id(), resource, Status.CONVERTED, "", List.of());
  }

  private void runInside(Convergence.Place place, RubyObject parent, ResourceCollection made) {
    notifications.handOn(parent, made.all());
    place.addChildren(convergence.run(made));
  }

  /** Chef stops when what is to be notified is not there; what is subscribed to may be missing. */
  private void reportMissingTargets(ResourceState state) {
    for (ResourceState.Notice notice : state.notices()) {
      Matcher label = LABEL.matcher(notice.target() instanceof RubyString text ? text.text() : "");
      if (label.matches() && run.find(label.group(1), label.group(2)).isEmpty()) {
        run.report(
            Finding.error(
                "missing-resource",
                state.origin(),
                state.label() + " notifies " + label.group() + ", which is not declared"));
      }
    }
  }

  private Statement outcome(
      String id, RubyObject resource, Status status, String reason, List<Operation> operations) {
    DeclaredResource described = declared.describe(resource);
    return new Statement(
        id,
        described.origin(),
        described.type(),
        described.name(),
        actions(resource, described),
        described.properties(),
        status,
        reason,
        operations,
        List.of());
  }

  @Override
  public List<String> actions(RubyObject resource) {
    return declared.actions(resource);
  }

  /** What a resource of an unknown type does by default is not known; it waits for nobody. */
  private List<String> actions(RubyObject resource, DeclaredResource described) {
    ResourceState state = ChefObjects.state(resource);
    boolean known = converters.find(state.type()).isPresent() || actions.isCustom(resource);
    if (!state.alreadyRun().isEmpty() && described.actions().equals(List.of("nothing"))) {
      return state.alreadyRun();
    }
    if (!state.delayed().isEmpty()) {
      return notifications.effective(resource, described.actions());
    }
    return known || state.actions().isPresent() ? described.actions() : List.of();
  }

  private Provenance provenance(String id, RubyObject resource, Guard guard) {
    ResourceState state = ChefObjects.state(resource);
    return new Provenance(
        id, state.origin(), state.home().cookbook(), guard, notifications.triggers(resource));
  }

  private Operation unconverted(Provenance provenance, RubyObject resource, String reason) {
    DeclaredResource described = declared.describe(resource);
    Map<String, String> properties = new LinkedHashMap<>();
    described.properties().forEach((key, value) -> properties.put(key, String.valueOf(value)));
    return new Operation.Unconverted(
        provenance, described.type(), described.name(), properties, reason);
  }
}
