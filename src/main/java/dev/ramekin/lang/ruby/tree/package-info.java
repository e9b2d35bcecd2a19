/** The syntax tree of Ruby, as cookbooks use it. */
@NullMarked
package dev.ramekin.lang.ruby.tree;

import org.jspecify.annotations.NullMarked;
