# What Ruby's own compiler reads in a program, in the order of the source: every call, literal,
# block, variable and constant, one a line. `Sequence.java` says the same of our trees.
class Sequence
  Node = RubyVM::AbstractSyntaxTree::Node

  # Nodes that say nothing themselves; their parts are read in order.
  PLAIN = %i[
    BLOCK BEGIN SCOPE LASGN DASGN IASGN GASGN CVASGN EVSTR ONCE
    AND OR IF WHILE UNTIL RETURN BREAK NEXT REDO RETRY ENSURE RESCUE ERRINFO DEFINED POSTEXE
    OPT_ARG KW_ARG TO_ARY
  ].freeze
  VARIABLES = %i[GVAR IVAR CVAR NTH_REF BACK_REF].freeze

  # Returns nil when the text is no Ruby.
  def self.of(text)
    new.tap { |it| it.walk(RubyVM::AbstractSyntaxTree.parse(text)) }.events
  rescue SyntaxError
    nil
  end

  attr_reader :events

  def initialize
    @events = []
  end

  def walk(node)
    return node.each { |child| walk(child) } if node.is_a?(Array)
    return unless node.is_a?(Node)
    children = node.children
    case node.type
    when *PLAIN then walk(children)
    when *VARIABLES then say("variable #{children[0]}")
    else
      handler = "on_#{node.type.downcase}"
      raise "#{node.type} on line #{node.first_lineno} is not known here" unless respond_to?(handler, true)
      send(handler, *children)
    end
  end

  private

  def say(event)
    @events << event
  end


  # --- Literals

  def on_nil = say('nil')
  def on_true = say('true')
  def on_false = say('false')
  def on_self = say('self')

  def on_str(value) = string(value)

  def on_lit(value)
    case value
    when Float then say("float #{[value].pack('G').unpack1('H*')}")
    when Symbol then say("symbol #{escape(value.to_s)}")
    when String then string(value)
    when Regexp then say("regex #{escape(value.source)} #{letters(value)}")
    else say(value.inspect)
    end
  end

  def string(value) = say("string #{escape(value)}")

  def letters(regex)
    "#{'i' if regex.options.anybits?(Regexp::IGNORECASE)}#{'m' if regex.options.anybits?(Regexp::MULTILINE)}" \
      "#{'x' if regex.options.anybits?(Regexp::EXTENDED)}"
  end

  # Bytes, so that no two programs write them differently.
  def escape(text)
    text.b.gsub(/[^!-\[\]-~]/n) { |byte| format('\\%02x', byte.ord) }
  end

  def pieces(name, head, *rest)
    parts = [head, *rest.flat_map { |it| it.is_a?(Node) && it.type == :LIST ? it.children : [it] }].compact
    texts = parts.map { |it| it.is_a?(Node) && it.type == :STR ? it.children[0] : it }
    texts.reject! { |it| it == '' }
    return string(texts.join) if name == 'string' && texts.all?(String)
    say(name)
    texts.each { |it| it.is_a?(String) ? string(it) : walk(it) }
    say("end #{name}")
  end

  def on_dstr(*parts) = pieces('string', *parts)
  def on_xstr(text) = pieces('shell', text)
  def on_dxstr(*parts) = pieces('shell', *parts)
  def on_dsym(*parts) = pieces('symbol', *parts)
  def on_dregx(*parts) = pieces('regex', *parts)

  def on_zlist = say('array')

  def on_list(*elements)
    say('array')
    walk(elements)
  end

  alias on_values on_list

  # A splat where a value is wanted makes an array.
  def on_splat(value)
    say('array')
    walk(value)
  end

  def on_argscat(first, rest)
    say('array')
    arguments(first)
    arguments(rest)
  end

  def on_argspush(first, last)
    say('array')
    arguments(first)
    walk(last)
  end

  def on_hash(list)
    say('hash')
    walk(list.children) if list
  end

  def on_dot2(from, to)
    say('range')
    walk([from, to])
  end

  def on_dot3(from, to)
    say('range')
    walk([from, to])
  end

  # --- Variables and constants

  def on_lvar(name) = say("local #{name}")
  alias on_dvar on_lvar
  def on_const(name) = say("constant #{name}")
  alias on_colon3 on_const

  def on_colon2(scope, name)
    walk(scope)
    say("constant #{name}")
  end

  # `A = value` has the name, `a::B = value` the place and the name.
  def on_cdecl(place, *rest)
    walk(place.children[0]) if rest.size == 2 && place.is_a?(Node)
    walk(rest.last)
  end

  # --- Calls

  def call(receiver, name, arguments)
    walk(receiver)
    say("call #{name}")
    arguments(arguments)
  end

  # The arguments of a call are no array.
  def arguments(node)
    return unless node.is_a?(Node)
    case node.type
    when :LIST then walk(node.children)
    when :ZLIST then nil
    when :SPLAT then walk(node.children[0])
    when :ARGSCAT, :BLOCK_PASS
      arguments(node.children[0])
      node.type == :BLOCK_PASS ? walk(node.children[1]) : arguments(node.children[1])
    when :ARGSPUSH
      arguments(node.children[0])
      walk(node.children[1])
    else walk(node)
    end
  end

  def on_call(receiver, name, arguments) = call(receiver, name, arguments)
  alias on_opcall on_call
  alias on_qcall on_call
  alias on_attrasgn on_call
  def on_fcall(name, arguments) = call(nil, name, arguments)
  def on_vcall(name) = call(nil, name, nil)
  def on_match2(regex, value) = operator(regex, value)
  def on_match3(regex, value) = operator(value, regex)
  def on_match(regex) = on_lit(regex)
  def on_zsuper = say('super')

  def on_super(arguments)
    say('super')
    arguments(arguments)
  end

  def on_yield(arguments)
    say('yield')
    arguments(arguments)
  end

  def operator(left, right)
    walk(left)
    say('call =~')
    walk(right)
  end

  def on_iter(call, scope)
    walk(call)
    body('block', scope)
  end

  def on_lambda(scope) = body('lambda', scope)

  def on_for(values, scope)
    say('for')
    walk(values)
    walk(scope.children[2])
    say('end for')
  end
  alias on_for_masgn on_for

  def body(name, scope)
    say(name)
    walk(scope)
    say("end #{name}")
  end

  def on_block_pass(arguments, block)
    arguments(arguments)
    walk(block)
  end

  def on_args(*parts) = walk(parts.grep(Node).select { |it| %i[OPT_ARG KW_ARG].include?(it.type) })

  # --- Assignments

  def on_op_asgn1(receiver, operator, index, value)
    walk(receiver)
    say("call [] #{operator}=")
    arguments(index)
    walk(value)
  end

  def on_op_asgn2(receiver, _safe, name, operator, value)
    walk(receiver)
    say("call #{name} #{operator}=")
    walk(value)
  end

  def on_op_asgn_or(_read, _operator, write)
    say('||=')
    walk(write.children.last)
  end

  def on_op_asgn_and(_read, _operator, write)
    say('&&=')
    walk(write.children.last)
  end

  def on_op_cdecl(place, operator, value)
    say("#{operator}=")
    walk(place.children[0]) if place.type == :COLON2
    walk(value)
  end

  def on_masgn(value, targets, rest)
    arguments(value)
    arguments(targets)
    walk(rest) if rest.is_a?(Node)
  end

  # --- Control

  # As `if` with the branches the other way round.
  def on_unless(condition, body, otherwise) = walk([condition, otherwise, body])

  def on_case(subject, whens) = walk([subject, whens])
  def on_case2(_subject, whens) = walk(whens)
  def on_case3(*) = say('pattern')

  def on_when(conditions, body, others)
    arguments(conditions)
    walk([body, others])
  end

  def on_resbody(classes, body, others)
    arguments(classes)
    walk([body, others])
  end

  # --- Definitions

  def on_defn(name, scope) = body("def #{name}", scope)

  def on_defs(receiver, name, scope)
    walk(receiver)
    body("def #{name}", scope)
  end

  def on_class(path, superclass, scope)
    walk(path.children[0]) if path.type == :COLON2
    walk(superclass)
    body('class', scope)
  end

  def on_sclass(object, scope)
    walk(object)
    body('class', scope)
  end

  def on_module(path, scope)
    walk(path.children[0]) if path.type == :COLON2
    body('module', scope)
  end

  def on_alias(new, old) = say("alias #{[new, old].map { |it| it.children[0] }.join(' ')}")
  def on_valias(new, old) = say("alias #{new} #{old}")
  def on_undef(name) = say("undef #{name.children[0]}")
end
