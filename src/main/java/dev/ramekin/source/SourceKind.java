package dev.ramekin.source;

/** What a source was recognised as. */
public enum SourceKind {
  /** Several cookbooks, or cookbooks with roles, environments, data bags or nodes. */
  CHEF_REPOSITORY,
  /** One cookbook. */
  CHEF_COOKBOOK,
  /** One recipe file. */
  CHEF_RECIPE,
  /** Nothing Ramekin knows; a finding names what was looked for. */
  UNKNOWN;

  /** Returns whether Ramekin can read it. */
  public boolean isReadable() {
    return this != UNKNOWN;
  }
}
