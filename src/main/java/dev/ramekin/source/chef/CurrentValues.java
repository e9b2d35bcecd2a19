package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a custom resource finds on the host: {@code load_current_value} and {@code
 * converge_if_changed}. An image is built from nothing, so what cannot be told from the source and
 * from earlier resources is taken as not being there yet.
 */
final class CurrentValues {
  private static final String LOAD = "load_current_value!";

  private final ChefRun run;
  private final Interpreter ruby;

  CurrentValues(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
  }

  /** Finds the current value for a provider, as {@code load_current_resource} does. */
  RubyValue load(Call call) {
    RubyObject provider = call.self(RubyObject.class);
    if (provider.variable("new_resource").orElse(RubyNil.NIL) instanceof RubyObject wanted
        && ChefObjects.isResource(wanted)) {
      provider.set("current_resource", current(wanted));
    }
    return RubyNil.NIL;
  }

  private RubyValue current(RubyObject wanted) {
    RubyClass type = ruby.model().classOf(wanted);
    Optional<RubyProc> block =
        run.types().all(type).stream().flatMap(it -> it.loadCurrentValue().stream()).findFirst();
    boolean written =
        type.find(LOAD).filter(it -> it.owner() != run.classes().resource()).isPresent();
    if (block.isEmpty() && !written) {
      return RubyNil.NIL;
    }
    RubyObject current = new RubyObject(type);
    current.resemble(wanted);
    for (Property property : run.properties().all(type).values()) {
      if (property.isState() && !property.isIdentity()) {
        current.unset(property.variable());
      }
    }
    int asked = ruby.questions().asked().size();
    try {
      RubyValue unused = read(current, wanted, block);
    } catch (RubyError nothingThere) {
      return RubyNil.NIL;
    } finally {
      ruby.questions().forget(asked);
    }
    List.copyOf(current.variables().entrySet()).stream()
        .filter(it -> it.getValue() instanceof UnknownValue)
        .forEach(it -> current.unset(it.getKey()));
    return current;
  }

  private RubyValue read(RubyObject current, RubyObject wanted, Optional<RubyProc> block) {
    if (block.isEmpty()) {
      return ruby.send(current, LOAD);
    }
    RubyProc method = ruby.lambda(block.get());
    return method.body().arity() == 0
        ? ruby.callAs(current, method)
        : ruby.callAs(current, method, wanted);
  }

  /** {@code converge_if_changed :a, :b do … end}: what differs, or is not known, is changed. */
  RubyValue convergeIfChanged(Call call) {
    RubyObject provider = call.self(RubyObject.class);
    RubyValue wanted = call.send(provider, "new_resource");
    RubyValue current = call.send(provider, "current_resource");
    if (current instanceof RubyNil || !(wanted instanceof RubyObject resource)) {
      RubyValue unused = call.yield();
      return RubyBoolean.TRUE;
    }
    List<Property> properties =
        run.properties().all(ruby.model().classOf(resource)).values().stream()
            .filter(it -> call.count() == 0 ? it.isState() : isNamed(call, it))
            .filter(it -> it.hasDefault() || CustomProperties.isSet(resource, it))
            .toList();
    for (Property property : properties) {
      RubyValue value = call.send(resource, property.name());
      RubyValue before = call.send(current, property.name());
      boolean open = value instanceof UnknownValue || before instanceof UnknownValue;
      if (open || !call.send(value, "==", before).truthy()) {
        RubyValue unused = call.yield();
        return RubyBoolean.TRUE;
      }
    }
    return RubyBoolean.FALSE;
  }

  private static boolean isNamed(Call call, Property property) {
    return call.arguments().stream()
        .flatMap(it -> it instanceof RubyArray list ? list.list().stream() : Stream.of(it))
        .map(Plain::text)
        .anyMatch(property.name()::equals);
  }
}
