package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;

/** {@code run_context}, its resource collection and cookbook collection. */
final class RunContextMethods {
  private RunContextMethods() {}

  /** Makes the object. */
  static RubyObject make(ChefRun run) {
    Interpreter ruby = run.ruby();
    RubyClass object = ruby.model().object();
    RubyClass context = ruby.model().defineClass("Chef::RunContext", object);
    RubyClass collection = ruby.model().defineClass("Chef::ResourceCollection", object);
    RubyObject resources = new RubyObject(collection);
    Methods.of(collection)
        .method("find", 1, Methods.ANY, run.declarations()::lookup)
        .method("lookup", 1, Methods.ANY, run.declarations()::lookup)
        .method("all_resources", 0, call -> all(run))
        .alias("all_resources", "to_a")
        .method("insert", 1, 2, call -> insert(run, call))
        .alias("insert", "<<")
        .method("method_missing", 1, Methods.ANY, call -> onAll(run, call));
    Methods.of(context)
        .method("resource_collection", 0, call -> resources)
        .method("root_run_context", 0, call -> call.self())
        .alias("root_run_context", "parent_run_context")
        .method("node", 0, call -> run.node())
        .method(
            "include_recipe",
            0,
            Methods.ANY,
            call -> call.send(run.recipe(run.home(call)), "include_recipe", call.all()))
        .method(
            "loaded_recipe?",
            1,
            call ->
                RubyBoolean.of(
                    run.loader().recipes().contains(RunListItem.fullName(call.nameText(0)))))
        .method(
            "loaded_recipes",
            0,
            call -> JsonValues.ofJava(java.util.List.copyOf(run.loader().recipes())))
        .method("cookbook_collection", 0, call -> cookbooks(run));
    return new RubyObject(context);
  }

  private static RubyArray all(ChefRun run) {
    return new RubyArray(run.collection().all());
  }

  private static RubyValue insert(ChefRun run, Call call) {
    if (call.argument(0) instanceof RubyObject resource && ChefObjects.isResource(resource)) {
      call.ruby().touch(run.collection());
      run.collection().add(resource);
    }
    return call.argument(0);
  }

  private static RubyValue onAll(ChefRun run, Call call) {
    return call.ruby().send(all(run), call.nameText(0), call.all().rest());
  }

  private static RubyValue cookbooks(ChefRun run) {
    RubyHash names = new RubyHash();
    run.repository()
        .cookbooks()
        .forEach((name, cookbook) -> names.put(new RubyString(name), cookbook(run, cookbook)));
    return run.mashes().plain(names);
  }

  private static RubyValue cookbook(ChefRun run, Cookbook cookbook) {
    RubyObject object = new RubyObject(run.ruby().model().object());
    RubyClass type = run.ruby().model().singleton(object);
    Methods.of(type)
        .method("name", 0, call -> new RubyString(cookbook.name()))
        .method("version", 0, call -> new RubyString(cookbook.version()))
        .method("metadata", 0, call -> call.self())
        .method("root_dir", 0, call -> new RubyString(cookbook.root()));
    return object;
  }
}
