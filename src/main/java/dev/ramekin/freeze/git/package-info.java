/** Git repositories: which commit a revision is, and the files of a commit as an archive. */
@NullMarked
package dev.ramekin.freeze.git;

import org.jspecify.annotations.NullMarked;
