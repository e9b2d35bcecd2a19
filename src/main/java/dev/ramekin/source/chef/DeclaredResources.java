package dev.ramekin.source.chef;

import dev.ramekin.converters.operations.ResourceConverter;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.eval.Written;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes resources as Chef holds them after its compile phase. */
final class DeclaredResources {
  /** Script resources whose interpreter is their own name. */
  private static final Set<String> INTERPRETERS =
      Set.of("bash", "sh", "csh", "ksh", "zsh", "perl", "python", "ruby");

  private static final Set<String> INTERNAL = Set.of("action", "resource_name", "allowed_actions");

  private static final Set<String> OWNERSHIP = Set.of("owner", "group", "mode");

  /** Types that look up their user before they run ({@code Chef::Resource::Execute}). */
  private static final Set<String> COMMANDS =
      Stream.concat(INTERPRETERS.stream(), Stream.of("execute", "script"))
          .collect(Collectors.toUnmodifiableSet());

  private final ChefRun run;
  private final Object nil;

  /**
   * @param nil what stands for nil within lists and mappings
   */
  DeclaredResources(ChefRun run, Object nil) {
    this.run = run;
    this.nil = nil;
  }

  /** Describes one resource. */
  DeclaredResource describe(RubyObject resource) {
    ResourceState state = ChefObjects.state(resource);
    return new DeclaredResource(
        state.type(),
        name(state),
        actions(resource),
        properties(resource),
        state.origin(),
        status(resource));
  }

  /** A name with a credential in it is shown as its properties are. */
  private static String name(ResourceState state) {
    boolean secret = state.name() instanceof RubyString text && !text.taints().isEmpty();
    return secret
        ? Plain.of(state.name()).map(String::valueOf).orElse("")
        : Plain.text(state.name());
  }

  /** Returns a resource's actions: its own, or its type's. */
  List<String> actions(RubyObject resource) {
    return ChefObjects.state(resource)
        .actions()
        .orElseGet(() -> run.types().defaultActions(resource))
        .stream()
        .map(Plain::text)
        .toList();
  }

  private Map<String, Object> properties(RubyObject resource) {
    Optional<String> builtIn = run.types().builtInType(resource);
    Optional<ResourceConverter> converter = builtIn.flatMap(this::converter);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("name", Plain.text(resource.variable("name").orElse(RubyNil.NIL)));
    for (Map.Entry<String, RubyValue> entry : resource.variables().entrySet()) {
      if (!INTERNAL.contains(entry.getKey())) {
        Plain.of(shown(resource, entry.getKey(), entry.getValue()), nil)
            .map(value -> converter.map(it -> it.normalise(entry.getKey(), value)).orElse(value))
            .ifPresent(value -> properties.put(entry.getKey(), value));
      }
    }
    if (builtIn.filter(INTERPRETERS::contains).isPresent()) {
      properties.putIfAbsent("interpreter", builtIn.get());
    }
    converter
        .flatMap(ResourceConverter::nameProperty)
        .ifPresent(it -> properties.putIfAbsent(it, properties.get("name")));
    return properties;
  }

  /** Chef looks up whose a file or process is before it converges; other lazy values wait. */
  private RubyValue shown(RubyObject resource, String property, RubyValue value) {
    boolean identity =
        OWNERSHIP.contains(property)
            || property.equals("remote_user")
            || property.equals("user")
                && run.types().builtInType(resource).filter(COMMANDS::contains).isPresent();
    try {
      return identity && ChefObjects.isLazy(value)
          ? run.resources().resolve(resource, value)
          : asText(value);
    } catch (RubyError notYet) {
      return value;
    }
  }

  /** An object that says itself how it is written, such as a hashed password. */
  private RubyValue asText(RubyValue value) {
    boolean says =
        value.getClass() == RubyObject.class
            && !ChefObjects.isLazy(value)
            && !ChefObjects.isResource(value)
            && run.ruby()
                .model()
                .typeOf(value)
                .find("to_s")
                .filter(it -> Written.place(it).isPresent())
                .isPresent();
    return says ? run.ruby().text(value) : value;
  }

  /** Packages of every manager are as {@code package} is. */
  private Optional<ResourceConverter> converter(String type) {
    return run.types()
        .converter(type)
        .or(() -> run.types().converter(packages(type) ? "package" : type));
  }

  /** The options of a Windows package stay one text, those of every other package are words. */
  private static boolean packages(String type) {
    return type.endsWith("_package") && !type.equals("windows_package");
  }

  private Status status(RubyObject resource) {
    boolean custom =
        run.types().of(resource).stream().anyMatch(it -> !it.actions().isEmpty())
            || run.types().providerOf(ChefObjects.state(resource).type()).isPresent();
    return custom || run.types().converter(ChefObjects.state(resource).type()).isPresent()
        ? Status.CONVERTED
        : Status.UNSUPPORTED;
  }
}
