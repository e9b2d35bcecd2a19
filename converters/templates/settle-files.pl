#!/usr/bin/perl
# Gives files that hold a time or a random number of their own what every build gives them.
#
#   settle-files.pl SECONDS     reads paths from standard input, each ended by a zero byte
#
# - Berkeley DB (newaliases, postmap, saslpasswd2): the file's identity, twenty bytes from inode, clock
#   and chance (db_page.h, DBMETA.uid), becomes the SHA-1 of its path, so that no two are the same; the
#   time that newaliases writes into it becomes SECONDS.
# - Python's compiled modules (PEP 552): the time of the source is at most SECONDS, as it is in the image.
use strict;
use warnings;

my ($seconds) = @ARGV;
my %berkeley = map { $_ => 1 } 0x053162, 0x061561, 0x042253, 0x074582;
$/ = "\0";
while (my $file = <STDIN>) {
  chomp $file;
  open my $handle, '+<:raw', $file or next;    # busy or gone: nothing of this kind
  my $head = '';
  if (read($handle, $head, 72) >= 16) {
    compiled($handle, $head) if $file =~ /\.pyc$/;
    berkeley($handle, $head, $file) if length $head == 72;
  }
  close $handle or die "$file: $!\n";
}

sub berkeley {
  my ($handle, $head, $file) = @_;
  my ($order) = grep { $berkeley{unpack "x12 $_", $head} } 'V', 'N' or return;
  return if ord(substr $head, 26, 1) & 1;      # its pages have checksums
  my $size = unpack "x20 $order", $head;
  return if $size < 512;
  my $id = pack 'H40', sha1($file);
  for (my $page = 0; $page < -s $handle; $page += $size) {
    seek $handle, $page, 0 or die "seek: $!\n";
    my $length = read($handle, my $content, $size) // 0;
    # Pages that were made out of the first one hold its identity too.
    put($handle, $page + 52, $id) if $length > 72 && substr($content, 52, 20) eq substr $head, 52, 20;
    # Items of a hash page are its type, 1, and text; the value stands before its key.
    put($handle, $page + $-[1], sprintf '%010d', $seconds)
      if $content =~ /\x01([0-9]{10})\0?\x01YP_LAST_MODIFIED/;
  }
}

sub compiled {
  my ($handle, $head) = @_;
  my ($magic, $end, $flags, $time) = unpack 'v a2 V V', $head;
  return if $end ne "\r\n" || $magic < 3390 || $flags != 0 || $time <= $seconds;
  put($handle, 8, pack 'V', $seconds);
}

sub put {
  my ($handle, $at, $bytes) = @_;
  seek $handle, $at, 0 or die "seek: $!\n";
  print {$handle} $bytes or die "write: $!\n";
}

sub sha1 {
  my ($text) = @_;
  open my $sum, '-|', 'sh', '-c', 'printf %s "$1" | sha1sum', 'sh', $text or die "sha1sum: $!\n";
  local $/ = "\n";
  my $line = <$sum>;
  close $sum or die "sha1sum fails\n";
  return substr $line, 0, 40;
}
