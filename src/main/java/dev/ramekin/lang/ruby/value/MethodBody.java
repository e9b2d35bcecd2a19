package dev.ramekin.lang.ruby.value;

/** What a method does: Java code, a definition in Ruby, or a proc. */
public interface MethodBody {
  /** Returns Ruby's arity: the number of required arguments, or minus one less if more may come. */
  int arity();
}
