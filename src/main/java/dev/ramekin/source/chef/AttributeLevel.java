package dev.ramekin.source.chef;

import java.util.List;

/**
 * Chef's attribute levels, weakest first. Within the default and the override levels arrays of one
 * name are united; between default, normal, override and automatic the stronger array replaces the
 * weaker (Chef docs, "Attribute Precedence"; {@code Chef::Node::Attribute#merge_all}).
 */
enum AttributeLevel {
  DEFAULT,
  ENVIRONMENT_DEFAULT,
  ROLE_DEFAULT,
  FORCE_DEFAULT,
  NORMAL,
  OVERRIDE,
  ROLE_OVERRIDE,
  ENVIRONMENT_OVERRIDE,
  FORCE_OVERRIDE,
  AUTOMATIC;

  /** The four groups, weakest first, each with its levels. */
  static final List<List<AttributeLevel>> GROUPS =
      List.of(
          List.of(DEFAULT, ENVIRONMENT_DEFAULT, ROLE_DEFAULT, FORCE_DEFAULT),
          List.of(NORMAL),
          List.of(OVERRIDE, ROLE_OVERRIDE, ENVIRONMENT_OVERRIDE, FORCE_OVERRIDE),
          List.of(AUTOMATIC));
}
