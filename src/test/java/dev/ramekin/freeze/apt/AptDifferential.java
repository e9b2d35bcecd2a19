package dev.ramekin.freeze.apt;

import dev.ramekin.converters.platforms.PlatformCatalogue;
import dev.ramekin.converters.platforms.PlatformDescription;
import dev.ramekin.converters.platforms.PlatformDescription.ArchiveAddress;
import dev.ramekin.freeze.http.CacheFolder;
import dev.ramekin.freeze.http.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws package sets and compares {@link AptResolver} with the real apt over the same indices and
 * the same installed system.
 */
final class AptDifferential {
  /** What recipes ask for, drawn as often as all other packages together. */
  private static final List<String> FAVOURITES =
      List.of(
          ("nginx apache2 postgresql mariadb-server redis-server memcached haproxy php-fpm tomcat10"
                  + " rabbitmq-server varnish bind9 git curl wget vim build-essential python3"
                  + " python3-pip ruby ruby-dev nodejs npm default-jre default-jdk openssh-server"
                  + " ntp cron logrotate rsyslog supervisor monit htop tmux zip unzip"
                  + " imagemagick ffmpeg libpq-dev libxml2-dev libssl-dev zlib1g-dev"
                  + " libreadline-dev sqlite3 mariadb-client postgresql-client exim4 postfix"
                  + " dovecot-imapd squid unbound fail2ban ufw iptables nfs-common rsync"
                  + " ca-certificates gnupg apt-transport-https locales tzdata sudo acl jq make"
                  + " gcc g++ cmake golang erlang elixir mono-runtime phpmyadmin php-cli"
                  + " php-mysql php-gd php-curl libapache2-mod-php gunicorn uwsgi puppet ansible"
                  + " docker.io lxc qemu-system-x86 collectd snmpd prometheus grafana-agent"
                  + " slapd samba vsftpd proftpd-basic mosquitto openjdk-17-jdk maven ant gradle")
              .split(" "));

  private static final double ENOUGH = 0.995;

  private final AptResolver resolver;
  private final RealApt apt;
  private final List<String> names;

  private AptDifferential(AptResolver resolver, RealApt apt, List<String> names) {
    this.resolver = resolver;
    this.apt = apt;
    this.names = names;
  }

  /**
   * Sets up both sides.
   *
   * @param archive base address that serves {@code debian} and {@code debian-security}
   * @param status a dpkg status file; empty for the catalogue's base image
   */
  static AptDifferential over(
      String platform, String archive, Optional<Path> status, CacheFolder cache, Path folder)
      throws IOException, ArchiveException {
    PlatformDescription description = PlatformCatalogue.bundled().find(platform).orElseThrow();
    IndexStore store = new IndexStore(new Fetcher(), cache, false, Clock.systemUTC());
    List<AptSource> sources = sources(description, archive);
    Map<AptSource, Map<String, byte[]>> texts = new LinkedHashMap<>();
    for (AptSource source : sources) {
      texts.put(source, store.texts(source, "amd64"));
    }
    String installed =
        status.isPresent()
            ? Files.readString(status.get())
            : baseStatus(description.records().get(0).installed(), texts);
    Indices indices = store.load(sources, "amd64");
    List<String> available =
        indices.names().stream().filter(name -> FAVOURITES.contains(name)).toList();
    List<String> all = new ArrayList<>(indices.names());
    List<String> drawn = new ArrayList<>(all);
    for (int copies = all.size() / available.size(); copies > 0; copies--) {
      drawn.addAll(available);
    }
    return new AptDifferential(
        indices.resolver(InstalledSystem.ofStatus(installed)),
        RealApt.layOut(folder, texts, installed),
        drawn);
  }

  private static List<AptSource> sources(PlatformDescription description, String archive)
      throws ArchiveException {
    Keyring keyring = Keyring.read(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg"));
    List<AptSource> sources = new ArrayList<>();
    for (ArchiveAddress address : description.archives()) {
      URI uri = URI.create(archive + "/" + address.name());
      for (String suite : address.suites()) {
        sources.add(
            new AptSource(
                address.name(),
                uri,
                suite,
                address.components(),
                keyring,
                Optional.empty(),
                false));
      }
    }
    return sources;
  }

  /** A status file with the base image's versions, or where no index has them the newest ones. */
  private static String baseStatus(
      SortedMap<String, String> installed, Map<AptSource, Map<String, byte[]>> texts) {
    Map<String, String> stanzas = new HashMap<>();
    for (Map<String, byte[]> files : texts.values()) {
      for (byte[] text : files.values()) {
        for (String stanza : new String(text, StandardCharsets.UTF_8).split("\n\n")) {
          String name = stanza.substring("Package: ".length(), Math.max(9, stanza.indexOf('\n')));
          String version = installed.get(name);
          if (version != null
              && (!stanzas.containsKey(name) || stanza.contains("\nVersion: " + version + "\n"))) {
            stanzas.put(name, stanza);
          }
        }
      }
    }
    StringBuilder status = new StringBuilder();
    new TreeMap<>(stanzas)
        .values()
        .forEach(
            stanza ->
                status.append(
                    stanza.replaceFirst("\n", "\nStatus: install ok installed\n") + "\n\n"));
    return status.toString();
  }

  /** One drawn set with both answers. */
  record Outcome(List<String> names, boolean recommends, Resolution ours, RealApt.Answer theirs) {
    boolean isSame() {
      if (ours instanceof Resolution.Closure closure) {
        SortedMap<String, String> packages = new TreeMap<>();
        closure.packages().forEach(it -> packages.put(it.name(), it.version()));
        return theirs.solved()
            && packages.equals(theirs.installed())
            && new TreeSet<>(closure.removed()).equals(theirs.removed());
      }
      return !theirs.solved();
    }

    String difference() {
      if (!(ours instanceof Resolution.Closure closure) || !theirs.solved()) {
        String text = ours.toString();
        return names
            + " apt solved: "
            + theirs.solved()
            + ", ours: "
            + text.substring(0, Math.min(300, text.length()));
      }
      TreeSet<String> packages = new TreeSet<>();
      closure.packages().forEach(it -> packages.add(it.name() + "=" + it.version()));
      TreeSet<String> expected = new TreeSet<>();
      theirs.installed().forEach((name, version) -> expected.add(name + "=" + version));
      TreeSet<String> missing = new TreeSet<>(expected);
      missing.removeAll(packages);
      packages.removeAll(expected);
      return names
          + (recommends ? " with recommends" : "")
          + ": missing "
          + missing
          + ", too many "
          + packages
          + ", removed "
          + closure.removed()
          + " where apt removes "
          + theirs.removed();
    }
  }

  /** Draws sets of one, two and five packages in turn. */
  List<Outcome> run(int count, long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    int[] sizes = {1, 2, 5};
    List<Outcome> outcomes = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      List<String> set = new ArrayList<>();
      for (int size = sizes[number % sizes.length]; size > 0; size--) {
        set.add(names.get(random.nextInt(names.size())));
      }
      outcomes.add(compare(set, number % 2 == 1));
    }
    return outcomes;
  }

  private Outcome compare(List<String> set, boolean recommends)
      throws IOException, InterruptedException {
    List<AptResolver.Request> requests =
        set.stream().map(name -> new AptResolver.Request(name, Optional.empty())).toList();
    return new Outcome(
        set, recommends, resolver.resolve(requests, recommends), apt.install(set, recommends));
  }

  /** Arguments: platform, count, seed, base address, and perhaps a status file. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("apt-differential-");
    Optional<Path> status =
        arguments.length > 4 ? Optional.of(Path.of(arguments[4])) : Optional.empty();
    AptDifferential differential =
        over(arguments[0], arguments[3], status, CacheFolder.ofUser(System.getenv()), folder);
    List<Outcome> outcomes =
        differential.run(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    long same = outcomes.stream().filter(Outcome::isSame).count();
    outcomes.stream().filter(it -> !it.isSame()).forEach(it -> System.out.println(it.difference()));
    long solved = outcomes.stream().filter(it -> it.theirs().solved()).count();
    System.out.printf(
        "%s, seed %s: %d of %d identical (apt has a solution for %d)%n",
        arguments[0], arguments[2], same, outcomes.size(), solved);
    if (same < outcomes.size() * ENOUGH) {
      System.exit(1);
    }
  }
}
