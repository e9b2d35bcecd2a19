package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.grammar.RubyParserBaseVisitor;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.RubyNode.Parameter;
import dev.ramekin.lang.ruby.tree.RubyNode.Parameters;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Methods, classes, modules, lambdas, parameters, alias and undef. */
final class DefinitionBuilder extends RubyParserBaseVisitor<RubyNode> {
  private final TreeBuilder tree;

  DefinitionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  @Override
  public RubyNode visitMethodDefinition(MethodDefinitionContext context) {
    return new RubyNode.MethodDef(
        Spans.of(context),
        owner(context.methodOwner()),
        context.METHOD_NAME().getText(),
        parameters(context.parameters()),
        tree.control.body(context.body()));
  }

  RubyNode endless(EndlessDefinitionContext context) {
    return new RubyNode.MethodDef(
        Spans.of(context),
        owner(context.methodOwner()),
        context.METHOD_NAME().getText(),
        parameters(context.parameters()),
        tree.expression(context.expression()));
  }

  private Optional<RubyNode> owner(@Nullable MethodOwnerContext context) {
    if (context == null) {
      return Optional.empty();
    }
    Span span = Spans.of(context.getStart());
    String name = context.getStart().getText();
    return Optional.of(
        switch (context.getStart().getType()) {
          case RubyParser.SELF -> new RubyNode.Self(span);
          case RubyParser.CONSTANT -> new RubyNode.Const(span, Optional.empty(), name, false);
          case RubyParser.INSTANCE_VARIABLE -> new RubyNode.InstanceVar(span, name.substring(1));
          case RubyParser.LPAREN -> tree.statements(context.statements());
          case RubyParser.LOCAL -> new RubyNode.Local(span, name);
          default -> CallBuilder.bareName(span, name);
        });
  }

  @Override
  public RubyNode visitClassDefinition(ClassDefinitionContext context) {
    return new RubyNode.ClassDef(
        Spans.of(context),
        path(context.constantPath()),
        Optional.ofNullable(context.condition()).map(tree::condition),
        tree.control.body(context.body()));
  }

  @Override
  public RubyNode visitSingletonDefinition(SingletonDefinitionContext context) {
    return new RubyNode.SingletonClass(
        Spans.of(context), tree.condition(context.condition()), tree.control.body(context.body()));
  }

  @Override
  public RubyNode visitModuleDefinition(ModuleDefinitionContext context) {
    return new RubyNode.ModuleDef(
        Spans.of(context), path(context.constantPath()), tree.control.body(context.body()));
  }

  private static RubyNode.Const path(ConstantPathContext context) {
    Optional<RubyNode> scope = Optional.empty();
    List<OperationNameContext> names = context.operationName();
    Span start = Spans.of(context);
    for (OperationNameContext name : names.subList(0, names.size() - 1)) {
      scope = Optional.of(constant(start, scope, name, context));
    }
    return constant(start, scope, names.get(names.size() - 1), context);
  }

  private static RubyNode.Const constant(
      Span start, Optional<RubyNode> scope, OperationNameContext name, ConstantPathContext path) {
    boolean top = scope.isEmpty() && path.PREFIX_COLON2() != null;
    return new RubyNode.Const(Spans.join(start, Spans.of(name)), scope, name.getText(), top);
  }

  RubyNode lambda(LambdaPrimaryContext context) {
    LambdaBodyContext body = context.lambdaBody();
    RubyNode statements =
        body.body() != null ? tree.control.body(body.body()) : tree.statements(body.statements());
    LambdaParametersContext parameters = context.lambdaParameters();
    Parameters list =
        parameters == null
            ? Parameters.NONE
            : withLocals(parameters.parameters(), parameters.IDENTIFIER());
    return new RubyNode.Lambda(Spans.of(context), list, statements);
  }

  // Parameters

  Parameters blockParameters(@Nullable BlockParametersContext context) {
    return context == null
        ? Parameters.NONE
        : withLocals(context.parameters(), context.IDENTIFIER());
  }

  private Parameters withLocals(@Nullable ParametersContext context, List<TerminalNode> locals) {
    List<Parameter> list = new ArrayList<>(parameters(context).list());
    for (TerminalNode local : locals) {
      list.add(plain(Parameter.Kind.BLOCK_LOCAL, local.getText()));
    }
    return new Parameters(list);
  }

  Parameters parameters(@Nullable ParametersContext context) {
    if (context == null) {
      return Parameters.NONE;
    }
    List<Parameter> list = new ArrayList<>();
    for (ParameterContext parameter : context.parameter()) {
      list.add(parameter(parameter));
      if (parameter.FORWARD() != null) {
        list.add(plain(Parameter.Kind.BLOCK, ""));
      }
    }
    return new Parameters(list);
  }

  private Parameter parameter(ParameterContext context) {
    String name = context.IDENTIFIER() == null ? "" : context.IDENTIFIER().getText();
    Optional<RubyNode> value = Optional.ofNullable(context.expression()).map(tree::expression);
    if (context.LABEL() != null) {
      String label = context.LABEL().getText();
      Parameter.Kind kind =
          value.isEmpty() ? Parameter.Kind.KEYWORD_REQUIRED : Parameter.Kind.KEYWORD;
      return new Parameter(kind, label.substring(0, label.length() - 1), value, Optional.empty());
    }
    if (context.SPLAT() != null || context.ANONYMOUS_SPLAT() != null || context.FORWARD() != null) {
      return plain(Parameter.Kind.REST, name);
    }
    if (context.DOUBLE_SPLAT() != null) {
      return plain(Parameter.Kind.KEYWORD_REST, name);
    }
    if (context.BLOCK_PASS() != null) {
      return plain(Parameter.Kind.BLOCK, name);
    }
    if (context.parameters() != null) {
      return new Parameter(
          Parameter.Kind.DESTRUCTURED,
          "",
          Optional.empty(),
          Optional.of(parameters(context.parameters())));
    }
    Parameter.Kind kind = value.isEmpty() ? Parameter.Kind.REQUIRED : Parameter.Kind.OPTIONAL;
    return new Parameter(kind, name, value, Optional.empty());
  }

  private static Parameter plain(Parameter.Kind kind, String name) {
    return new Parameter(kind, name, Optional.empty(), Optional.empty());
  }

  // Alias and undef

  RubyNode aliasOrUndef(StatementContext context) {
    Span span = Spans.of(context);
    List<String> names = context.methodName().stream().map(this::methodName).toList();
    return context.ALIAS() != null
        ? new RubyNode.Alias(span, names.get(0), names.get(1))
        : new RubyNode.Undef(span, names);
  }

  private String methodName(MethodNameContext context) {
    if (context.symbolString() != null) {
      return context.symbolString().getText();
    }
    String text = context.getText();
    return context.SYMBOL() != null ? text.substring(1) : text;
  }
}
