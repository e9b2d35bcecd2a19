package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node's run list as written ({@code Chef::RunList}); else it behaves as the list of its items.
 */
final class RunListMethods {
  /** The items as written. */
  private record Items(List<String> texts) {}

  private final RubyClass runList;

  RunListMethods(Interpreter ruby) {
    runList = ruby.model().defineClass("Chef::RunList", ruby.model().object());
    Methods.of(runList)
        .method("roles", 0, call -> names(call, true))
        .alias("roles", "role_names")
        .method("recipes", 0, call -> names(call, false))
        .alias("recipes", "recipe_names")
        .method("to_a", 0, call -> array(items(call)))
        .alias("to_a", "run_list_items", "run_list", "to_ary")
        .method("include?", 1, RunListMethods::includes)
        .method("to_s", 0, call -> new RubyString(String.join(", ", items(call))))
        .method("==", 1, call -> call.send(array(items(call)), "==", call.argument(0)))
        .method("respond_to_missing?", 1, 2, call -> respond(call))
        .method(
            "method_missing",
            1,
            Methods.ANY,
            call -> call.send(array(items(call)), call.nameText(0), call.all().rest()));
  }

  /** Makes the object of a run list. */
  RubyObject make(List<String> items) {
    RubyObject object = new RubyObject(runList);
    object.carry(new Items(items));
    return object;
  }

  private static List<String> items(Call call) {
    return call.self(RubyObject.class).payload(Items.class).orElseThrow().texts();
  }

  private static RubyArray array(List<String> texts) {
    return new RubyArray(texts.stream().<RubyValue>map(RubyString::new).toList());
  }

  private static RubyValue respond(Call call) {
    return call.send(new RubyArray(), "respond_to?", call.argument(0));
  }

  private static Stream<RunListItem> parsed(Call call) {
    return items(call).stream().map(RunListItem::parse).flatMap(Optional::stream);
  }

  private static RubyValue names(Call call, boolean roles) {
    return array(
        parsed(call).filter(it -> it.role() == roles).map(RunListMethods::shortName).toList());
  }

  private static String shortName(RunListItem item) {
    return item.name().replaceFirst("::default$", "");
  }

  /** A recipe may be named with or without {@code ::default}. */
  private static RubyValue includes(Call call) {
    Optional<RunListItem> wanted = RunListItem.parse(Plain.text(call.argument(0)));
    return RubyBoolean.of(wanted.isPresent() && parsed(call).anyMatch(wanted.get()::equals));
  }
}
