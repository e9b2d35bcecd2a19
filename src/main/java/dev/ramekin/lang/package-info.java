/**
 * What all input languages share: values that are not known, questions to the user, the budget that
 * bounds an evaluation and the journal that takes a trial back.
 */
@NullMarked
package dev.ramekin.lang;

import org.jspecify.annotations.NullMarked;
