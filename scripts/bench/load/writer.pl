# Prints lines of 80 bytes, each with the time of its write in microseconds and its number. RATE is lines a second, in
# writes every 5 ms; 0 is as fast as it goes.
use strict;
use warnings;
use Time::HiRes qw(time sleep);

my ($rate, $lines) = @ARGV;
my $padding = 'x' x 51;
sleep 1;
my $begun = time;
my $done = 0;
while ($done < $lines) {
  my $due = $rate ? int((time - $begun) * $rate) : $done + 50;
  $due = $lines if $due > $lines;
  my $stamp = sprintf '%016d', time * 1e6;
  my $text = '';
  $text .= sprintf "%s %010d %s\n", $stamp, $done++, $padding while $done < $due;
  while (length $text) {
    my $written = syswrite STDOUT, $text;
    defined $written or die "write: $!";
    substr($text, 0, $written) = '';
  }
  sleep 0.005 if $rate;
}
