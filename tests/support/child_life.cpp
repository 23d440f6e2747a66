#include "tests/support/child_life.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

namespace ramure::test {

int live_for(std::chrono::microseconds life, const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int status = 2;
    try {
      status = work();
    } catch (...) {
    }
    _exit(status);
  }
  if (life.count() > 0) {
    std::this_thread::sleep_for(life);
    ::kill(child, SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace ramure::test
