package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyObject;
import dev.ramekin.lang.ruby.value.RubyProc;
import dev.ramekin.lang.ruby.value.RubyValue;

/** Names of Chef's classes, and what stands behind their objects. */
final class ChefObjects {
  static final String RESOURCE = "Chef::Resource";
  static final String LWRP_RESOURCE = "Chef::Resource::LWRPBase";
  static final String PROVIDER = "Chef::Provider";
  static final String LWRP_PROVIDER = "Chef::Provider::LWRPBase";
  static final String RECIPE = "Chef::Recipe";
  static final String NODE = "Chef::Node";

  private ChefObjects() {}

  /** A value to be found out when the host converges. */
  record Lazy(RubyProc block) {}

  /** Returns whether an object is a lazy value. */
  static boolean isLazy(RubyValue value) {
    return value instanceof RubyObject object && object.payload(Lazy.class).isPresent();
  }

  /** Returns whether an object is a resource. */
  static boolean isResource(RubyValue value) {
    return value instanceof RubyObject object && object.payload(ResourceState.class).isPresent();
  }

  /** Returns the state of a resource. */
  static ResourceState state(RubyObject resource) {
    return resource
        .payload(ResourceState.class)
        .orElseThrow(() -> new IllegalStateException("not a resource"));
  }

  /** Returns {@code AptRepository} for {@code apt_repository}. */
  static String camelCase(String snake) {
    StringBuilder name = new StringBuilder();
    for (String part : snake.split("[_-]")) {
      if (!part.isEmpty()) {
        name.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return name.toString();
  }

  /** Returns {@code apt_repository} for {@code AptRepository}. */
  static String snakeCase(String camel) {
    return camel
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns the last part of a module's name. */
  static String lastName(RubyModule module) {
    String name = module.name();
    return name.substring(name.lastIndexOf(':') + 1);
  }
}
