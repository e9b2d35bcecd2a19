package dev.ramekin.source.chef;

import dev.ramekin.lang.ruby.eval.Call;
import dev.ramekin.lang.ruby.eval.Methods;
import dev.ramekin.lang.ruby.value.RubyArray;
import dev.ramekin.lang.ruby.value.RubyBoolean;
import dev.ramekin.lang.ruby.value.RubyClass;
import dev.ramekin.lang.ruby.value.RubyHash;
import dev.ramekin.lang.ruby.value.RubyNil;
import dev.ramekin.lang.ruby.value.RubyString;
import dev.ramekin.lang.ruby.value.RubyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What recipes ask about the platform, Chef Sugar's and chef-utils' short questions included. */
final class PlatformMethods {
  private static final Map<String, Set<String>> FAMILIES =
      Map.ofEntries(
          Map.entry("debian?", Set.of("debian")),
          Map.entry("debian_based?", Set.of("debian")),
          Map.entry("rhel?", Set.of("rhel")),
          Map.entry("redhat_based?", Set.of("rhel", "fedora", "amazon")),
          Map.entry("fedora_derived?", Set.of("rhel", "fedora", "amazon")),
          Map.entry("rpm_based?", Set.of("rhel", "fedora", "amazon", "suse")),
          Map.entry("fedora?", Set.of("fedora")),
          Map.entry("suse?", Set.of("suse")),
          Map.entry("amazon?", Set.of("amazon")),
          Map.entry("amazon_linux?", Set.of("amazon")),
          Map.entry("arch?", Set.of("arch")),
          Map.entry("gentoo?", Set.of("gentoo")),
          Map.entry("windows?", Set.of("windows")),
          Map.entry("mac_os_x?", Set.of("mac_os_x")),
          Map.entry("macos?", Set.of("mac_os_x")),
          Map.entry("mac?", Set.of("mac_os_x")),
          Map.entry("freebsd?", Set.of("freebsd")),
          Map.entry("omnios?", Set.of("omnios")),
          Map.entry("smartos?", Set.of("smartos")),
          Map.entry("solaris2?", Set.of("solaris2")));
  private static final Map<String, Set<String>> PLATFORMS =
      Map.ofEntries(
          Map.entry("ubuntu?", Set.of("ubuntu")),
          Map.entry("ubuntu_platform?", Set.of("ubuntu")),
          Map.entry("debian_platform?", Set.of("debian")),
          Map.entry("centos?", Set.of("centos")),
          Map.entry("centos_platform?", Set.of("centos")),
          Map.entry("redhat?", Set.of("redhat")),
          Map.entry("redhat_platform?", Set.of("redhat")),
          Map.entry("redhat_enterprise_linux?", Set.of("redhat")),
          Map.entry("oracle?", Set.of("oracle")),
          Map.entry("oracle_linux?", Set.of("oracle")),
          Map.entry("scientific?", Set.of("scientific")),
          Map.entry("linux_mint?", Set.of("linuxmint")),
          Map.entry("raspbian?", Set.of("raspbian")));
  private static final Map<String, Set<String>> MACHINES =
      Map.of(
          "_64_bit?", Set.of("x86_64", "aarch64", "ppc64le", "ppc64", "s390x"),
          "x86_64?", Set.of("x86_64"),
          "intel?", Set.of("x86_64", "i386", "i686"),
          "i386?", Set.of("i386", "i686"),
          "_32_bit?", Set.of("i386", "i686", "armv7l"),
          "arm?", Set.of("aarch64", "armv7l", "armv6l"),
          "ppc64le?", Set.of("ppc64le"),
          "ppc64?", Set.of("ppc64"),
          "s390x?", Set.of("s390x"));

  private final ChefRun run;

  PlatformMethods(ChefRun run) {
    this.run = run;
    Methods methods =
        Methods.of(run.classes().recipeDsl())
            .method("platform?", 0, Methods.ANY, call -> is(call, "platform"))
            .method("platform_family?", 0, Methods.ANY, call -> is(call, "platform_family"))
            .method("value_for_platform", 1, this::valueForPlatform)
            .method("value_for_platform_family", 1, this::valueForFamily)
            .method("linux?", 0, 1, call -> RubyBoolean.of(run.fact("os").equals("linux")))
            .method("platform_version", 0, 1, call -> version())
            .method(
                "systemd?",
                0,
                1,
                call -> RubyBoolean.of(run.fact("init_package").equals("systemd")))
            .method(
                "cookbook_loaded?",
                1,
                call -> RubyBoolean.of(run.cookbooks().find(call.nameText(0)).isPresent()));
    FAMILIES.forEach(
        (name, ok) ->
            methods.method(
                name, 0, 1, call -> RubyBoolean.of(ok.contains(run.fact("platform_family")))));
    PLATFORMS.forEach(
        (name, ok) ->
            methods.method(name, 0, 1, call -> RubyBoolean.of(ok.contains(run.fact("platform")))));
    MACHINES.forEach(
        (name, ok) ->
            methods.method(
                name, 0, 1, call -> RubyBoolean.of(ok.contains(run.fact("kernel", "machine")))));
    for (String host :
        new String[] {
          "docker?",
          "virtual?",
          "vagrant?",
          "ec2?",
          "gce?",
          "azure?",
          "cloud?",
          "kvm?",
          "lxc?",
          "openvz?",
          "vmware?",
          "virtualbox?",
          "guest?",
          "hypervisor?",
          "physical?",
          "rackspace?",
          "openstack?",
          "kitchen?",
          "ci?",
          "vagrant_domain?"
        }) {
      methods.method(
          host, 0, 1, call -> call.unknown(call.name() + " asks the host", RubyBoolean.FALSE));
    }
  }

  private RubyValue is(Call call, String fact) {
    String own = run.fact(fact);
    return RubyBoolean.of(call.arguments().stream().anyMatch(it -> names(it).contains(own)));
  }

  private RubyValue valueForFamily(Call call) {
    String own = run.fact("platform_family");
    for (Map.Entry<RubyValue, RubyValue> entry : call.options().map().entrySet()) {
      if (names(entry.getKey()).contains(own)) {
        return entry.getValue();
      }
    }
    return byDefault(call.options()).orElse(RubyNil.NIL);
  }

  /** Chef docs, "value_for_platform": exact version, then constraints, then default. */
  private RubyValue valueForPlatform(Call call) {
    for (Map.Entry<RubyValue, RubyValue> entry : call.options().map().entrySet()) {
      if (names(entry.getKey()).contains(run.fact("platform"))
          && entry.getValue() instanceof RubyHash versions) {
        Optional<RubyValue> found = forVersion(versions);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    return byDefault(call.options()).orElse(RubyNil.NIL);
  }

  /** A text that is compared as a version. */
  private RubyValue version() {
    RubyString version = new RubyString(run.fact("platform_version"));
    version.become((RubyClass) run.ruby().model().module("Chef::VersionString"));
    return version;
  }

  private Optional<RubyValue> forVersion(RubyHash versions) {
    String own = run.fact("platform_version");
    for (Map.Entry<RubyValue, RubyValue> entry : versions.map().entrySet()) {
      if (names(entry.getKey()).contains(own)) {
        return Optional.of(entry.getValue());
      }
    }
    for (Map.Entry<RubyValue, RubyValue> entry : versions.map().entrySet()) {
      if (names(entry.getKey()).stream().anyMatch(it -> VersionConstraint.holds(it, own))) {
        return Optional.of(entry.getValue());
      }
    }
    return byDefault(versions);
  }

  private static Optional<RubyValue> byDefault(RubyHash hash) {
    return hash.map().entrySet().stream()
        .filter(entry -> names(entry.getKey()).contains("default"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static List<String> names(RubyValue key) {
    return key instanceof RubyArray list
        ? list.list().stream().map(Plain::text).toList()
        : List.of(Plain.text(key));
  }
}
