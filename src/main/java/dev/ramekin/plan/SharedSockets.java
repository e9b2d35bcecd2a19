package dev.ramekin.plan;

import dev.ramekin.model.Finding;
import dev.ramekin.model.deployment.Deployment.Volume;
import dev.ramekin.model.deployment.Service.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Unix sockets of a neighbour that stay sockets: their directory becomes a shared volume. */
final class SharedSockets {
  private static final Pattern SOCKET =
      Pattern.compile("(?:/var)?(/run/[\\w./-]+\\.(?:sock|socket))");

  private SharedSockets() {}

  static List<Volume> share(List<Draft> drafts, List<Finding> findings) {
    List<Volume> volumes = new ArrayList<>();
    for (Draft user : drafts) {
      for (Draft owner : drafts) {
        if (user.neighbourOf(owner)) {
          shared(user, owner).ifPresent(path -> couple(user, owner, path, volumes, findings));
        }
      }
    }
    return volumes;
  }

  private static Optional<String> shared(Draft user, Draft owner) {
    List<String> folders =
        owner.workload.entry().map(known -> known.places().runtime()).orElse(List.of());
    for (String text : user.texts()) {
      Matcher matcher = SOCKET.matcher(text);
      while (matcher.find()) {
        for (String folder : folders) {
          if (Paths.below(matcher.group(1), folder)) {
            return Optional.of(folder);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void couple(
      Draft user, Draft owner, String path, List<Volume> volumes, List<Finding> findings) {
    String name = owner.name + "-socket";
    if (volumes.stream().noneMatch(volume -> volume.name().equals(name))) {
      volumes.add(new Volume(name, "unix socket of " + owner.name));
      owner.sharedVolumes.add(new VolumeMount(name, path, false));
    }
    user.sharedVolumes.add(new VolumeMount(name, path, false));
    user.dependsOn.add(owner.name);
    findings.add(
        Finding.note(
            "shared-socket",
            user.workload.origin(),
            user.name + " reaches " + owner.name + " by a unix socket: both mount " + path));
  }
}
