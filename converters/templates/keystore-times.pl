#!/usr/bin/perl
# Sets the dates of certificates in a Java key store (the JKS format, as ca-certificates-java makes it)
# to the build's clock; every build would have its own otherwise. Other files are left alone.
#
#   keystore-times.pl FILE SECONDS
use strict;
use warnings;

my ($file, $seconds) = @ARGV;
open my $in, '<:raw', $file or die "$file: $!\n";
my $store = do { local $/; <$in> };
close $in;
exit 0 if length $store < 32 || substr($store, 0, 4) ne "\xfe\xed\xfe\xed";

my ($version, $count) = unpack 'x4 N N', $store;
my $at = 12;
for (1 .. $count) {
  my $tag = unpack 'N', substr $store, $at, 4;
  exit 0 if $tag != 2;    # private keys are nobody's business here
  $at += 4;
  $at += 2 + unpack 'n', substr $store, $at, 2;
  my $milliseconds = $seconds * 1000;
  substr $store, $at, 8, pack 'N N', int($milliseconds / 2**32), $milliseconds % 2**32;
  $at += 8;
  $at += 2 + unpack 'n', substr $store, $at, 2 if $version == 2;
  $at += 4 + unpack 'N', substr $store, $at, 4;
}
die "$file: the certificates end at $at, the file at ", length $store, "\n" if $at + 20 != length $store;

# The last twenty bytes are the SHA-1 of the password, a constant and all the rest.
my $body = substr $store, 0, $at;
my $draft = "$file.new";
open my $seal, '>:raw', $draft or die "$draft: $!\n";
print {$seal} join('', map { "\0$_" } split //, 'changeit'), 'Mighty Aphrodite', $body;
close $seal or die "$draft: $!\n";
my ($hash) = `sha1sum $draft` =~ /^([0-9a-f]{40}) / or die "sha1sum fails\n";
unlink $draft;
open my $out, '+<:raw', $file or die "$file: $!\n";
print {$out} $body, pack 'H*', $hash;
close $out or die "$file: $!\n";
