/**
 * Ruby: parsing and evaluation without running.
 *
 * <p>To embed it: {@code Ruby.start(budget, questions, hooks, host)} gives an {@code Interpreter}
 * with the core classes. Define your own with {@code ruby.model().defineClass("Chef::Node",
 * ruby.model().object())} and {@code Methods.of(type).method("name", least, most, call -> …)}: a
 * {@code method} sees unknown arguments itself, a {@code pure} one is lifted over them. Objects are
 * {@code new RubyObject(type)}; {@code object.carry(java)} puts a Java object behind one, {@code
 * call.self(RubyObject.class).payload(X.class)} gets it. Announce changes of your own state by
 * {@code ruby.touch(restorable)}, of Ruby objects by {@code ruby.modify(object)}: conditions that
 * nobody can decide are evaluated both ways, and one way is taken back. {@code Hooks} are asked for
 * missing constants and methods and told about branches; {@code HostView} knows files and the
 * environment. Evaluate a parsed file with {@code instanceEval}, {@code instanceEvalEach} (goes on
 * after an exception), {@code classEval} or {@code load}; call blocks with {@code call} or {@code
 * callAs(self, block, …)}; wrap what leads somewhere in {@code within("include_recipe x", …)} for
 * origins. {@code Convert.fromJava} and {@code Convert.toJava} translate plain values; {@code
 * settle} makes a text of what may be unknown.
 */
@NullMarked
package dev.ramekin.lang.ruby;

import org.jspecify.annotations.NullMarked;
