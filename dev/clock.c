/* Puts the clock ahead: every read of the real time by a dynamically linked program gets SHIFT seconds more. */
typedef long i64;
struct timespec { i64 sec, nsec; };
struct timeval { i64 sec, usec; };
extern long syscall(long number, ...);

int clock_gettime(int clock, struct timespec *at) {
  long result = syscall(228, clock, at);
  if (result == 0 && (clock == 0 || clock == 5 || clock == 11)) at->sec += SHIFT;
  return (int)result;
}
int gettimeofday(struct timeval *at, void *zone) {
  struct timespec now;
  if (at) { clock_gettime(0, &now); at->sec = now.sec; at->usec = now.nsec / 1000; }
  return 0;
}
i64 time(i64 *at) {
  struct timespec now;
  clock_gettime(0, &now);
  if (at) *at = now.sec;
  return now.sec;
}
int timespec_get(struct timespec *at, int base) { return base == 1 && clock_gettime(0, at) == 0 ? base : 0; }
