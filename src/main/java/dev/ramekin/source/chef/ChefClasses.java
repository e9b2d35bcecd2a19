package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Interpreter;
import dev.ramekin.lang.ruby.eval.ObjectModel;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyModule;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The skeleton of Chef's classes and modules in one interpreter. */
final class ChefClasses {
  private static final Set<String> MODULES = Set.of("Mixin", "DSL", "Exceptions", "Util", "Search");

  private final ObjectModel model;
  private final RubyClass resource;
  private final RubyClass lwrpResource;
  private final RubyClass provider;
  private final RubyClass lwrpProvider;
  private final RubyClass recipe;
  private final RubyModule recipeDsl;

  ChefClasses(Interpreter ruby) {
    this.model = ruby.model();
    RubyClass object = model.object();
    model.defineClass("Chef", object);
    for (String module : MODULES) {
      model.defineModule("Chef::" + module);
    }
    model.defineClass(ChefObjects.NODE, object);
    recipeDsl = model.defineModule("Chef::DSL::Universal");
    RubyModule ownDsl = model.defineModule("Chef::DSL::Recipe");
    ownDsl.include(recipeDsl);
    resource = model.defineClass(ChefObjects.RESOURCE, object);
    lwrpResource = model.defineClass(ChefObjects.LWRP_RESOURCE, resource);
    provider = model.defineClass(ChefObjects.PROVIDER, object);
    lwrpProvider = model.defineClass(ChefObjects.LWRP_PROVIDER, provider);
    recipe = model.defineClass(ChefObjects.RECIPE, object);
    recipe.include(ownDsl);
    resource.include(recipeDsl);
    provider.include(ownDsl);
    model.module(ChefObjects.NODE).include(recipeDsl);
    RubyClass error = model.type("StandardError");
    for (String name :
        new String[] {
          "ImmutableAttributeModification",
          "NoSuchAttribute",
          "ResourceNotFound",
          "CurrentValueDoesNotExist",
          "ValidationFailed",
          "RecipeNotFound",
          "CookbookNotFound",
          "InvalidDataBagPath"
        }) {
      model.defineClass("Chef::Exceptions::" + name, error);
    }
    RubyModule utils = model.defineModule("ChefUtils");
    utils.include(recipeDsl);
    model.singleton(utils).include(recipeDsl);
    model.defineModule("Mixlib");
  }

  RubyClass resource() {
    return resource;
  }

  RubyClass lwrpResource() {
    return lwrpResource;
  }

  RubyClass provider() {
    return provider;
  }

  RubyClass lwrpProvider() {
    return lwrpProvider;
  }

  RubyClass recipe() {
    return recipe;
  }

  /**
   * Returns the module with the methods of all of Chef's DSL; {@code Chef::DSL::Recipe}, into which
   * cookbooks mix their helpers, is one that includes it.
   */
  RubyModule recipeDsl() {
    return recipeDsl;
  }

  private RubyClass ownProvider(RubyModule scope, String name) {
    return model.defineClass(scope.name() + "::" + name, provider);
  }

  /**
   * Makes the constants of Chef that cookbooks name but of which nothing else is needed.
   *
   * @param isType whether Chef has a resource type of a name
   */
  Optional<RubyValue> constantMissing(RubyModule scope, String name, Predicate<String> isType) {
    if (name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
      return Optional.empty();
    }
    return switch (scope.name()) {
      case "Chef::Exceptions" ->
          Optional.of(model.defineClass(scope.name() + "::" + name, model.type("StandardError")));
      case "Chef::Mixin", "Chef::DSL", "Chef::Mixin::Template", "ChefUtils::DSL", "Chef::Util" ->
          Optional.of(model.defineModule(scope.name() + "::" + name));
      case "Chef::Provider" ->
          isType.test(ChefObjects.snakeCase(name)) || name.equals("Deploy")
              ? Optional.of(ownProvider(scope, name))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
