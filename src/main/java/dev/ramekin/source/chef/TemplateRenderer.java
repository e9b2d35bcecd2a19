package dev.ramekin.source.chef;

import dev.ramekin.lang.BudgetExceededException;
import dev.ramekin.lang.erb.ErbTemplate;
import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.eval.RubyError;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Content;
import dev.ramekin.model.Finding;
import dev.ramekin.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Renders ERB templates with a resource's variables and helpers. */
final class TemplateRenderer {
  /** A template being rendered; partials look for their files as it does. */
  private record Rendering(RubyObject resource, Optional<String> cookbook) {}

  private final ChefRun run;
  private final Interpreter ruby;
  private final CookbookFiles files;
  private final RubyClass contextClass;

  TemplateRenderer(ChefRun run, CookbookFiles files) {
    this.run = run;
    this.ruby = run.ruby();
    this.files = files;
    this.contextClass =
        ruby.model().defineClass("Chef::Mixin::Template::TemplateContext", ruby.model().object());
    contextClass.include(run.classes().recipeDsl());
    Methods.of(contextClass)
        .method("node", 0, call -> run.node())
        .method("render", 1, 2, this::partial)
        .method("cookbook_name", 0, call -> home(call, ResourceState.Home::cookbook))
        .method("recipe_name", 0, call -> home(call, ResourceState.Home::recipe))
        .method("h", 1, call -> ruby.text(call.argument(0)));
  }

  private static RubyValue home(Call call, Function<ResourceState.Home, String> part) {
    return call.self(RubyObject.class)
        .payload(Rendering.class)
        .<RubyValue>map(it -> new RubyString(part.apply(ChefObjects.state(it.resource()).home())))
        .orElse(RubyNil.NIL);
  }

  /** Renders a template resource; empty, with a finding, when it cannot be. */
  Optional<Content> render(RubyObject resource) {
    return render(resource, sources(resource), value(resource, "variables"));
  }

  /** Renders the first of several templates that there is, with these variables. */
  Optional<Content> render(RubyObject resource, List<String> sources, RubyValue variables) {
    ResourceState state = ChefObjects.state(resource);
    Optional<String> cookbook = text(resource, "cookbook");
    Optional<SourceFile> file = files.find("templates", sources, cookbook, state);
    if (file.isEmpty()) {
      files.reportMissing("template", sources, cookbook, state);
      return Optional.empty();
    }
    RubyObject context = context(new Rendering(resource, cookbook));
    set(context, everywhere(resource, variables));
    extend(context, resource);
    return text(file.get(), context, state)
        .map(it -> run.credentials().content(it, state.origin()));
  }

  private List<String> sources(RubyObject resource) {
    RubyValue source = value(resource, "source");
    if (source instanceof RubyArray list) {
      return list.list().stream().map(Plain::text).toList();
    }
    String path = text(resource, "path").orElse(Plain.text(ChefObjects.state(resource).name()));
    String name = Plain.text(ChefObjects.state(resource).name());
    return source instanceof RubyNil
        ? List.of(
            name.substring(name.lastIndexOf('/') + 1) + ".erb",
            path.substring(path.lastIndexOf('/') + 1) + ".erb")
        : List.of(Plain.text(source));
  }

  private RubyValue value(RubyObject resource, String property) {
    return run.resources().resolve(resource, resource.variable(property).orElse(RubyNil.NIL));
  }

  /** Variables may hold lazy values at any depth. */
  private RubyValue everywhere(RubyObject resource, RubyValue value) {
    if (value instanceof RubyHash hash) {
      RubyHash known = new RubyHash();
      known.resemble(hash);
      hash.map().forEach((key, item) -> known.put(key, everywhere(resource, item)));
      return known;
    }
    if (value instanceof RubyArray list) {
      return new RubyArray(list.list().stream().map(it -> everywhere(resource, it)).toList());
    }
    return run.resources().resolve(resource, value);
  }

  private Optional<String> text(RubyObject resource, String property) {
    RubyValue value = value(resource, property);
    return value instanceof RubyNil ? Optional.empty() : Optional.of(Plain.text(value));
  }

  private RubyObject context(Rendering rendering) {
    RubyObject context = new RubyObject(contextClass);
    context.carry(rendering);
    context.set("node", run.node());
    ResourceState state = ChefObjects.state(rendering.resource());
    context.set("cookbook_name", new RubyString(state.home().cookbook()));
    context.set("recipe_name", new RubyString(state.home().recipe()));
    return context;
  }

  private static void set(RubyObject context, RubyValue variables) {
    if (variables instanceof RubyHash hash) {
      hash.map().forEach((key, value) -> context.set(Plain.text(key), value));
    }
  }

  /** {@code helpers(Module)}, {@code helpers do … end} and {@code helper(:name) { … }}. */
  private void extend(RubyObject context, RubyObject resource) {
    RubyValue helpers = resource.variable("helpers").orElse(RubyNil.NIL);
    List<RubyValue> all = helpers instanceof RubyArray list ? list.list() : List.of(helpers);
    for (RubyValue helper : all) {
      if (helper instanceof RubyModule module) {
        ruby.model().singleton(context).include(module);
      } else if (helper instanceof RubyProc block) {
        ruby.callInside(ruby.model().singleton(context), block);
      } else if (helper instanceof RubyArray pair) {
        RubyValue[] nameAndBlock = pair.list().toArray(RubyValue[]::new);
        ruby.send(context, "define_singleton_method", nameAndBlock);
      }
    }
  }

  private Optional<RubyString> text(SourceFile file, RubyObject context, ResourceState state) {
    String program = ErbTemplate.toRuby(file.text(), ErbTemplate.Dialect.ERUBIS);
    Optional<RubyNode> tree = run.repository().parsed().program(file.path(), program, run::report);
    if (tree.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ruby.within(
              state.origin(),
              state.label(),
              () -> join(ruby.instanceEval(file.path(), tree.get(), context))));
    } catch (RubyError error) {
      run.report(
          Finding.error(
              "template-error",
              error.origin(),
              "cannot render for " + state.label() + ": " + error));
      return Optional.empty();
    } catch (BudgetExceededException exceeded) {
      run.report(
          Finding.error("too-much-work", state.origin(), "rendering stopped: " + exceeded.what()));
      ruby.budget().refill();
      return Optional.empty();
    }
  }

  private RubyString join(RubyValue pieces) {
    StringBuilder text = new StringBuilder();
    Set<String> taints = new HashSet<>();
    List<RubyValue> all = pieces instanceof RubyArray list ? list.list() : List.of(pieces);
    for (RubyValue piece : all) {
      RubyString settled = ruby.settle(piece);
      text.append(settled.text());
      taints.addAll(settled.taints());
    }
    return new RubyString(text.toString(), taints);
  }

  private RubyValue partial(Call call) {
    RubyObject outer = call.self(RubyObject.class);
    Rendering rendering = outer.payload(Rendering.class).orElseThrow();
    RubyHash options = call.options();
    ResourceState state = ChefObjects.state(rendering.resource());
    Optional<String> cookbook = options.get("cookbook").map(Plain::text).or(rendering::cookbook);
    String name = call.nameText(0);
    SourceFile file =
        files
            .find("templates", List.of(name), cookbook, state)
            .orElseThrow(() -> call.error("RuntimeError", "there is no template '" + name + "'"));
    RubyObject context = context(rendering);
    outer.variables().forEach(context::set);
    set(context, options.get("variables").orElse(RubyNil.NIL));
    extend(context, rendering.resource());
    return text(file, context, state).<RubyValue>map(it -> it).orElse(new RubyString(""));
  }
}
