package dev.ramekin.lang.ruby.parser;

import dev.ramekin.lang.ruby.grammar.RubyParser;
import dev.ramekin.lang.ruby.grammar.RubyParser.*;
import dev.ramekin.lang.ruby.grammar.RubyParser.BlockParametersContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ClassDefinitionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ConstantPathContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.EndlessDefinitionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.LambdaBodyContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.LambdaParametersContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.LambdaPrimaryContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.MethodDefinitionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.MethodNameContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.MethodOwnerContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ModuleDefinitionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ParameterContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.ParametersContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.SingletonDefinitionContext;
import dev.ramekin.lang.ruby.grammar.RubyParser.StatementContext;
import dev.ramekin.lang.ruby.grammar.RubyParserBaseVisitor;
import dev.ramekin.lang.ruby.tree.RubyNode;
import dev.ramekin.lang.ruby.tree.RubyNode.Parameter;
import dev.ramekin.lang.ruby.tree.RubyNode.Parameters;
import dev.ramekin.lang.ruby.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
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
        owner(context.owner),
        context.name.getText(),
        parameters(context.names),
        tree.control.body(context.content));
  }

  RubyNode endless(EndlessDefinitionContext context) {
    return new RubyNode.MethodDef(
        Spans.of(context),
        owner(context.owner),
        context.name.getText(),
        parameters(context.names),
        tree.expression(context.value));
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
          case RubyParser.LPAREN -> tree.statements(context.content);
          case RubyParser.LOCAL -> new RubyNode.Local(span, name);
          default -> CallBuilder.bareName(span, name);
        });
  }

  @Override
  public RubyNode visitClassDefinition(ClassDefinitionContext context) {
    return new RubyNode.ClassDef(
        Spans.of(context),
        path(context.name),
        Optional.ofNullable(context.parent).map(tree::condition),
        tree.control.body(context.content));
  }

  @Override
  public RubyNode visitSingletonDefinition(SingletonDefinitionContext context) {
    return new RubyNode.SingletonClass(
        Spans.of(context), tree.condition(context.object), tree.control.body(context.content));
  }

  @Override
  public RubyNode visitModuleDefinition(ModuleDefinitionContext context) {
    return new RubyNode.ModuleDef(
        Spans.of(context), path(context.name), tree.control.body(context.content));
  }

  private static RubyNode.Const path(ConstantPathContext context) {
    Optional<RubyNode> scope = Optional.empty();
    List<Token> names = context.names;
    Span start = Spans.of(context);
    for (Token name : names.subList(0, names.size() - 1)) {
      scope = Optional.of(constant(start, scope, name, context));
    }
    return constant(start, scope, names.get(names.size() - 1), context);
  }

  private static RubyNode.Const constant(
      Span start, Optional<RubyNode> scope, Token name, ConstantPathContext path) {
    boolean top = scope.isEmpty() && path.top != null;
    return new RubyNode.Const(Spans.join(start, Spans.of(name)), scope, name.getText(), top);
  }

  RubyNode lambda(LambdaPrimaryContext context) {
    LambdaParametersContext parameters = context.names;
    if (parameters == null) {
      tree.numbered.open();
      RubyNode body = body(context.content);
      return new RubyNode.Lambda(Spans.of(context), tree.numbered.close(), body);
    }
    Parameters list = withLocals(parameters.names, parameters.hidden);
    return new RubyNode.Lambda(Spans.of(context), list, body(context.content));
  }

  private RubyNode body(LambdaBodyContext context) {
    return context.content == null
        ? tree.control.body(context.rescuing)
        : tree.statements(context.content);
  }

  // Parameters

  Parameters blockParameters(@Nullable BlockParametersContext context) {
    return context == null ? Parameters.NONE : withLocals(context.names, context.hidden);
  }

  private Parameters withLocals(@Nullable ParametersContext context, List<Token> locals) {
    List<Parameter> list = new ArrayList<>(parameters(context).list());
    for (Token local : locals) {
      list.add(plain(Parameter.Kind.BLOCK_LOCAL, local.getText()));
    }
    return new Parameters(list);
  }

  Parameters parameters(@Nullable ParametersContext context) {
    if (context == null) {
      return Parameters.NONE;
    }
    List<Parameter> list = new ArrayList<>();
    for (ParameterContext parameter : context.list) {
      if (parameter.mark != null && parameter.mark.getType() == RubyParser.FORWARD) {
        list.add(plain(Parameter.Kind.REST, "*"));
        list.add(plain(Parameter.Kind.KEYWORD_REST, "**"));
        list.add(plain(Parameter.Kind.BLOCK, "&"));
      } else {
        list.add(parameter(parameter));
      }
    }
    return new Parameters(list);
  }

  private Parameter parameter(ParameterContext context) {
    if (context.mark != null) {
      return marked(context.mark.getType(), context.name);
    }
    String name = context.name == null ? "" : context.name.getText();
    if (context.inner != null) {
      return new Parameter(
          Parameter.Kind.DESTRUCTURED,
          "",
          Optional.empty(),
          Optional.of(parameters(context.inner)));
    }
    Optional<RubyNode> value = Optional.ofNullable(context.value).map(tree::expression);
    if (context.label != null) {
      String label = context.label.getText();
      Parameter.Kind kind =
          value.isEmpty() ? Parameter.Kind.KEYWORD_REQUIRED : Parameter.Kind.KEYWORD;
      return new Parameter(kind, label.substring(0, label.length() - 1), value, Optional.empty());
    }
    Parameter.Kind kind = value.isEmpty() ? Parameter.Kind.REQUIRED : Parameter.Kind.OPTIONAL;
    return new Parameter(kind, name, value, Optional.empty());
  }

  /** Builds what is marked; without a name its mark names it. */
  private static Parameter marked(int mark, @Nullable Token name) {
    return switch (mark) {
      case RubyParser.DOUBLE_SPLAT ->
          plain(Parameter.Kind.KEYWORD_REST, name == null ? "**" : name.getText());
      case RubyParser.BLOCK_PASS ->
          plain(Parameter.Kind.BLOCK, name == null ? "&" : name.getText());
      default -> plain(Parameter.Kind.REST, name == null ? "*" : name.getText());
    };
  }

  private static Parameter plain(Parameter.Kind kind, String name) {
    return new Parameter(kind, name, Optional.empty(), Optional.empty());
  }

  // Alias and undef

  RubyNode aliasOrUndef(StatementContext context) {
    Span span = Spans.of(context);
    List<String> names = context.names.stream().map(this::methodName).toList();
    return context.keyword.getType() == RubyParser.ALIAS
        ? new RubyNode.Alias(span, names.get(0), names.get(1))
        : new RubyNode.Undef(span, names);
  }

  private String methodName(MethodNameContext context) {
    if (context.plain == null) {
      return tree.primaries.name(context.quoted);
    }
    String text = context.plain.getText();
    return context.plain.getType() == RubyParser.SYMBOL ? text.substring(1) : text;
  }
}
