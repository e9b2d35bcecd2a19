/** What a conversion did, for people and for machines: page, JSON, SARIF, and the audit. */
@NullMarked
package dev.ramekin.report;

import org.jspecify.annotations.NullMarked;
