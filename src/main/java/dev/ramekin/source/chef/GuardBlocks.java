package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.Written;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyRegexp;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import dev.ramekin.lang.ruby.value.UnknownValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guard blocks that look at files of the host, as shell commands: an image decides them at the step
 * they guard, where all earlier steps have left what the block would have seen.
 */
final class GuardBlocks {
  private static final Map<String, String> TESTS =
      Map.of(
          "exist?", "-e",
          "exists?", "-e",
          "file?", "-f",
          "directory?", "-d",
          "symlink?", "-L",
          "executable?", "-x",
          "readable?", "-r",
          "size?", "-s");
  private static final Set<String> FILES = Set.of("File", "Dir", "FileTest", "Pathname");
  private static final Set<String> MATCHES = Set.of("=~", "match", "match?");
  private static final Set<String> STRIPS = Set.of("chomp", "strip", "rstrip");

  private final Interpreter ruby;
  private final RubyObject resource;
  private final RubyProc block;

  private GuardBlocks(Interpreter ruby, RubyObject resource, RubyProc block) {
    this.ruby = ruby;
    this.resource = resource;
    this.block = block;
  }

  /** Returns the command that decides as a block does; empty when it cannot be said in shell. */
  static Optional<String> command(Interpreter ruby, RubyObject resource, RubyProc block) {
    GuardBlocks guard = new GuardBlocks(ruby, resource, block);
    return Written.code(block).flatMap(guard::shell);
  }

  private Optional<String> shell(RubyNode node) {
    if (node instanceof RubyNode.Sequence sequence) {
      return sequence.nodes().size() == 1 ? shell(sequence.nodes().get(0)) : Optional.empty();
    }
    if (node instanceof RubyNode.Not not) {
      return shell(not.value()).map(it -> "! { " + it + "; }");
    }
    if (node instanceof RubyNode.And and) {
      return shell(and.left())
          .flatMap(
              left -> shell(and.right()).map(right -> "{ " + left + "; } && { " + right + "; }"));
    }
    if (node instanceof RubyNode.Or or) {
      return shell(or.left())
          .flatMap(
              left -> shell(or.right()).map(right -> "{ " + left + "; } || { " + right + "; }"));
    }
    return node instanceof RubyNode.Call call ? ofCall(call).or(() -> known(node)) : known(node);
  }

  /** A part that looks at no file is decided now. */
  private Optional<String> known(RubyNode node) {
    RubyValue value = ruby.evaluatePiece(block, resource, node);
    return value instanceof UnknownValue
        ? Optional.empty()
        : Optional.of(ruby.truth(value) ? "true" : "false");
  }

  private Optional<String> ofCall(RubyNode.Call call) {
    Optional<String> test = Optional.ofNullable(TESTS.get(call.name()));
    if (test.isPresent() && call.receiver().filter(GuardBlocks::isFiles).isPresent()) {
      boolean folder = call.receiver().filter(it -> isConstant(it, "Dir")).isPresent();
      return only(call.arguments())
          .flatMap(this::text)
          .map(path -> "[ " + (folder ? "-d" : test.get()) + " " + quoted(path) + " ]");
    }
    if (call.name().equals("include?")) {
      return path(call.receiver(), "read")
          .flatMap(
              path ->
                  only(call.arguments())
                      .flatMap(this::text)
                      .map(text -> "grep -qF -- " + quoted(text) + " " + quoted(path)));
    }
    if (MATCHES.contains(call.name())) {
      return path(call.receiver(), "read")
          .flatMap(path -> only(call.arguments()).flatMap(it -> matches(path, it)));
    }
    return call.name().equals("any?") ? anyLine(call) : Optional.empty();
  }

  private Optional<String> anyLine(RubyNode.Call call) {
    Optional<String> path = path(call.receiver(), "readlines").or(() -> grepped(call.receiver()));
    if (path.isEmpty() || call.block().isEmpty()) {
      return path.flatMap(it -> call.receiver().flatMap(receiver -> grep(it, receiver)));
    }
    RubyNode body = single(call.block().get().body());
    if (!(body instanceof RubyNode.Call test) || test.receiver().isEmpty()) {
      return Optional.empty();
    }
    boolean line = isLine(test.receiver().get());
    if (line && MATCHES.contains(test.name())) {
      return only(test.arguments()).flatMap(it -> matches(path.get(), it));
    }
    String option = test.name().equals("==") ? "-qxF" : "-qF";
    return line && (test.name().equals("==") || test.name().equals("include?"))
        ? only(test.arguments())
            .flatMap(this::text)
            .map(
                it ->
                    "grep "
                        + option
                        + " -- "
                        + quoted(it.stripTrailing())
                        + " "
                        + quoted(path.get()))
        : Optional.empty();
  }

  /** {@code File.readlines(path).grep(/…/)}. */
  private Optional<String> grepped(Optional<RubyNode> receiver) {
    return receiver.isPresent()
            && receiver.get() instanceof RubyNode.Call call
            && call.name().equals("grep")
        ? path(call.receiver(), "readlines").or(() -> path(call.receiver(), "foreach"))
        : Optional.empty();
  }

  private Optional<String> grep(String path, RubyNode receiver) {
    return only(((RubyNode.Call) receiver).arguments()).flatMap(it -> matches(path, it));
  }

  private static boolean isLine(RubyNode node) {
    RubyNode inner =
        node instanceof RubyNode.Call call
                && STRIPS.contains(call.name())
                && call.receiver().isPresent()
            ? call.receiver().get()
            : node;
    return inner instanceof RubyNode.Local;
  }

  private Optional<String> matches(String path, RubyNode pattern) {
    return ruby.evaluatePiece(block, resource, pattern) instanceof RubyRegexp regexp
        ? Optional.of(
            "PATTERN="
                + quoted((regexp.flags().contains("i") ? "(?i)" : "") + regexp.source())
                + " perl -0777 -ne 'exit !/$ENV{PATTERN}/m' "
                + quoted(path))
        : Optional.empty();
  }

  /** Returns the path of {@code File.read(path)} and the like. */
  private Optional<String> path(Optional<RubyNode> node, String method) {
    return node.isPresent()
            && node.get() instanceof RubyNode.Call call
            && call.name().equals(method)
            && call.receiver().filter(GuardBlocks::isFiles).isPresent()
        ? only(call.arguments()).flatMap(this::text)
        : Optional.empty();
  }

  private static boolean isFiles(RubyNode node) {
    return FILES.stream().anyMatch(name -> isConstant(node, name)) || isConstant(node, "IO");
  }

  private static boolean isConstant(RubyNode node, String name) {
    return node instanceof RubyNode.Const constant && constant.name().equals(name);
  }

  private static Optional<RubyNode> only(List<RubyNode> nodes) {
    return nodes.size() == 1 ? Optional.of(nodes.get(0)) : Optional.empty();
  }

  private static RubyNode single(RubyNode node) {
    return node instanceof RubyNode.Sequence sequence && sequence.nodes().size() == 1
        ? sequence.nodes().get(0)
        : node;
  }

  private Optional<String> text(RubyNode node) {
    return ruby.evaluatePiece(block, resource, node) instanceof RubyString text
            && text.taints().isEmpty()
        ? Optional.of(text.text())
        : Optional.empty();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
