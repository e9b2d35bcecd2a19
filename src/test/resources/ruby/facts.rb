# What Ripper, Ruby's own parser, sees in a program: every call with the number of its arguments
# and whether it has a block, and every operator, branch, loop, assignment and local variable, in
# alphabetical order.
require 'ripper'

class Facts
  BRANCHES = %i[if elsif unless if_mod unless_mod ifop].freeze
  LOOPS = %i[while until while_mod until_mod].freeze

  def self.of(text)
    sexp = Ripper.sexp(text)
    sexp && new.walk(sexp).sort
  end

  def initialize
    @facts = []
  end

  def walk(node, block = false)
    return @facts unless node.is_a?(Array)
    return node.each { |child| walk(child) } && @facts unless node[0].is_a?(Symbol)
    visit(node, block)
    @facts
  end

  private

  def visit(node, block)
    case node[0]
    when :method_add_block then walk(node[1], true); walk(node[2])
    when :method_add_arg then call(node[1], count(node[2]), block); walk(node[2])
    when :command then add(name(node[1]), count(node[2]), block); walk(node[2])
    when :command_call
      walk(node[1])
      add(name(node[3]), count(node[4]), block)
      walk(node[4])
    when :vcall, :fcall, :call, :field then call(node, 0, block)
    when :super then add('super', count(node[1]), block); walk(node[1])
    when :aref then plain(node, block)
    when :zsuper then add('super', 0, block)
    else plain(node)
    end
  end

  def plain(node, block = false)
    case node[0]
    when :aref, :aref_field then add('[]', count(node[2]), block)
    when :binary then binary(node[2])
    when :unary then unary(node[1], node[2])
    when :var_ref then @facts << "local #{node[1][1]}" if node[1][0] == :@ident
    when :assign, :opassign, :massign, :lambda, :case, :for then @facts << node[0].to_s
    when :def then @facts << "def #{node[1][1]}"
    else
      @facts << 'if' if BRANCHES.include?(node[0])
      @facts << 'while' if LOOPS.include?(node[0])
    end
    node.drop(1).each { |child| walk(child) }
  end

  # The sign of a number is part of it, whatever Ripper says.
  def unary(operator, operand)
    return if operator == :-@ && %i[@int @float].include?(operand[0])
    @facts << (%i[! not].include?(operator) ? 'not' : "#{operator}/0")
  end

  def binary(operator)
    @facts << case operator
              when :'&&', :and then 'and'
              when :'||', :or then 'or'
              else "#{operator}/1"
              end
  end

  def call(node, arguments, block)
    return visit(node, block) unless %i[vcall fcall call field].include?(node[0])
    walk(node[1]) if %i[call field].include?(node[0])
    add(name(%i[call field].include?(node[0]) ? node[3] : node[1]), arguments, block)
  end

  def name(token)
    token == :call ? 'call' : token[1]
  end

  def add(name, arguments, block)
    @facts << "#{name}/#{arguments}#{' block' if block}"
  end

  # Arguments come as nested nodes; a splat makes their number unknown.
  def count(node)
    return 0 unless node
    case node[0]
    when :arg_paren then count(node[1])
    when :args_add_block then count(node[1])
    when :args_add_star, :args_forward then '*'
    when Symbol then 1
    else node.any? { |x| x.is_a?(Array) && x[0] == :args_add_star } ? '*' : node.size
    end
  end
end
