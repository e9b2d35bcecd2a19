package dev.ramekin.verify;

import java.util.Optional;

/**
 * One start and stop of a service.
 *
 * @param service name in {@code compose.yaml}
 * @param imageMegabytes size of its image's layers, unpacked; one layer of several images counts in
 *     each
 * @param user who its process runs as
 * @param readOnlyRoot whether it ran on a root file system that cannot be written
 * @param secondsToHealthy from its start to the end of the first health check that passed
 * @param secondsToStop from the signal to its end
 * @param exitStatus 128 and the number of a signal when that ended it
 */
public record ServiceRun(
    String service,
    long imageMegabytes,
    String user,
    boolean readOnlyRoot,
    Optional<Double> secondsToHealthy,
    Optional<Double> secondsToStop,
    Optional<Long> exitStatus) {}
