package dev.ramekin.model;

import java.util.List;

/**
 * What the sources say their hosts should be: the intermediate model, independent of any source
 * language.
 *
 * @param hosts in the order the source names them
 * @param findings what a person should know
 * @param questions what a person should answer
 * @param secrets credentials seen in the source, by name; their values never leave this record but
 *     into files under {@code secrets/}
 */
public record Estate(
    List<Host> hosts, List<Finding> findings, List<Question> questions, List<Secret> secrets) {
  public Estate {
    hosts = List.copyOf(hosts);
    findings = List.copyOf(findings);
    questions = List.copyOf(questions);
    secrets = List.copyOf(secrets);
  }
}
