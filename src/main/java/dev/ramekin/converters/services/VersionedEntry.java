package dev.ramekin.converters.services;

import dev.ramekin.converters.services.ServiceEntry.FirstStart;
import dev.ramekin.converters.services.ServiceEntry.Setting;
import dev.ramekin.converters.services.ServiceEntry.State;
import dev.ramekin.model.deployment.Service.Probe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a version into every text of an entry. */
final class VersionedEntry {
  private final String version;

  private VersionedEntry(String version) {
    this.version = version;
  }

  static ServiceEntry with(ServiceEntry entry, String version) {
    return new VersionedEntry(version).apply(entry);
  }

  private ServiceEntry apply(ServiceEntry entry) {
    return new ServiceEntry(
        entry.service(),
        entry.kind(),
        entry.instead(),
        entry.units(),
        entry.packages(),
        entry.starts(),
        entry.version(),
        lists(entry.extraPackages()),
        list(entry.command()),
        entry.user(),
        values(entry.environment()),
        entry.ports(),
        entry.listen(),
        entry.sockets(),
        list(entry.owns()),
        entry.state().stream().map(it -> new State(text(it.path()), it.purpose())).toList(),
        list(entry.runtime()),
        list(entry.temporary()),
        values(entry.logs()),
        entry.files().stream().map(this::setting).toList(),
        entry.lines().stream()
            .map(it -> new ServiceEntry.Line(text(it.path()), it.line(), it.why()))
            .toList(),
        entry.rewrites(),
        entry.firstStart().map(this::firstStart),
        entry.clients(),
        entry.words(),
        entry.front(),
        entry.probe().map(this::probe),
        entry.limits(),
        entry.isolation(),
        entry.stopSignal(),
        entry.stopSeconds(),
        entry.init());
  }

  private String text(String text) {
    return text.replace("{version}", version);
  }

  private List<String> list(List<String> texts) {
    return texts.stream().map(this::text).toList();
  }

  private Map<String, List<String>> lists(Map<String, List<String>> texts) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    texts.forEach((key, value) -> result.put(key, list(value)));
    return result;
  }

  private Map<String, String> values(Map<String, String> texts) {
    Map<String, String> result = new LinkedHashMap<>();
    texts.forEach((key, value) -> result.put(text(key), text(value)));
    return result;
  }

  private Setting setting(Setting setting) {
    return new Setting(text(setting.path()), text(setting.text()), setting.mode(), setting.why());
  }

  private FirstStart firstStart(FirstStart start) {
    return new FirstStart(
        text(start.ready()), text(start.prepare()), text(start.finish()), start.forCommands());
  }

  private Probe probe(Probe probe) {
    return new Probe(
        list(probe.command()),
        probe.intervalSeconds(),
        probe.timeoutSeconds(),
        probe.retries(),
        probe.startSeconds());
  }
}
