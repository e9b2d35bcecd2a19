package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.model.Finding;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Operation.Edit;
import dev.ramekin.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the block of a {@code ruby_block} does to files. It is evaluated like any recipe, and
 * nothing of it touches a host: {@code Chef::Util::FileEdit} only takes note of the edits.
 */
final class BlockEffects {
  private final ChefRun run;
  private final Interpreter ruby;
  private final List<Written> written = new ArrayList<>();

  /** A file with the edits that were written to it. */
  private record Written(String path, List<Edit> edits) {}

  /** What one {@code FileEdit} object has gathered. */
  private record Gathered(String path, List<Edit> edits) {}

  BlockEffects(ChefRun run) {
    this.run = run;
    this.ruby = run.ruby();
    RubyClass type = ruby.model().defineClass("Chef::Util::FileEdit", ruby.model().object());
    Methods methods = Methods.of(type);
    methods.method("initialize", 1, call -> open(call.self(RubyObject.class), call.argument(0)));
    edit(methods, "search_file_replace_line", Edit.ReplaceLine::new);
    edit(methods, "search_file_replace", Edit.Substitute::new);
    edit(methods, "insert_line_after_match", Edit.InsertAfter::new);
    edit(methods, "insert_line_if_no_match", Edit.AppendUnless::new);
    edit(methods, "search_file_delete_line", (pattern, none) -> new Edit.DeleteLines(pattern));
    edit(methods, "search_file_delete", (pattern, none) -> new Edit.Substitute(pattern, ""));
    methods
        .method("write_file", 0, call -> write(call.self(RubyObject.class)))
        .method("unwritten_changes?", 0, call -> call.unknown("only the host knows what matches"))
        .alias("unwritten_changes?", "file_edited?");
  }

  private interface Maker {
    Edit make(String pattern, String text);
  }

  private void edit(Methods methods, String name, Maker maker) {
    methods.method(
        name,
        1,
        2,
        call -> {
          String text = call.has(1) ? known(call.argument(1)) : "";
          gathered(call.self(RubyObject.class))
              .edits()
              .add(
                  maker.make(
                      pattern(
                          call.argument(0), name.endsWith("_replace") || name.endsWith("_delete")),
                      text));
          return call.self();
        });
  }

  private RubyValue open(RubyObject editor, RubyValue path) {
    editor.carry(new Gathered(known(path), new ArrayList<>()));
    return RubyNil.NIL;
  }

  private static Gathered gathered(RubyObject editor) {
    return editor.payload(Gathered.class).orElseThrow();
  }

  private RubyValue write(RubyObject editor) {
    Gathered gathered = gathered(editor);
    written.add(new Written(gathered.path(), List.copyOf(gathered.edits())));
    gathered.edits().clear();
    return RubyNil.NIL;
  }

  private String known(RubyValue value) {
    if (value instanceof RubyString text && text.taints().isEmpty()) {
      return text.text();
    }
    throw ruby.error("ArgumentError", "what is edited is not known: " + Plain.text(value));
  }

  /** A text is a pattern too where lines are looked for; only gsub takes it as it stands. */
  private String pattern(RubyValue value, boolean literal) {
    if (value instanceof RubyRegexp regexp) {
      return (regexp.flags().contains("i") ? "(?i)" : "") + regexp.source();
    }
    return literal ? quoted(known(value)) : known(value);
  }

  private static String quoted(String text) {
    return Pattern.compile("[^\\w\\s]").matcher(text).replaceAll("\\\\$0");
  }

  /**
   * Returns what a block does, in order; empty when it does more than evaluation can tell.
   *
   * @throws dev.ramekin.lang.ruby.eval.RubyError when the block's code fails
   */
  Optional<List<Operation>> of(RubyObject resource, Provenance provenance) {
    Optional<RubyProc> block =
        resource.variable("block").filter(RubyProc.class::isInstance).map(RubyProc.class::cast);
    if (block.isEmpty()) {
      return Optional.empty();
    }
    long unknowns = ruby.unknowns();
    List<Finding> before = run.findings();
    written.clear();
    ruby.callAs(resource, block.get());
    boolean leavesOut =
        run.findings().stream().anyMatch(it -> it.code().equals("not-run") && !before.contains(it));
    if (leavesOut || ruby.unknowns() > unknowns) {
      return Optional.empty();
    }
    List<Operation> operations = new ArrayList<>();
    for (Written file : written) {
      // FileEdit#write_file keeps the old file beside the new one.
      Edit edits = new Edit.Several(file.edits(), Optional.of(".old"));
      operations.add(new Operation.EditFile(provenance, file.path(), edits));
    }
    return Optional.of(operations);
  }
}
