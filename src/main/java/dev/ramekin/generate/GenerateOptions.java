package dev.ramekin.generate;

import dev.ramekin.converters.ConverterFiles;
import dev.ramekin.converters.platforms.PlatformCatalogue;

/**
 * What generating needs beside estate, deployment and lock.
 *
 * @param converters where the templates are
 * @param platforms where the public addresses of archives are
 * @param source the source in words, for comments: its path as given
 */
public record GenerateOptions(
    ConverterFiles converters, PlatformCatalogue platforms, String source) {}
