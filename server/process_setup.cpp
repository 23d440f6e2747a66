#include "server/process_setup.hpp"

#include <curl/curl.h>
#include <google/protobuf/stubs/logging.h>
#include <sodium.h>
#include <sys/resource.h>

#include <csignal>
#include <stdexcept>

namespace ramure {

namespace {

sigset_t kept_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  return signals;
}

}  // namespace

void keep_signals() {
  const sigset_t signals = kept_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // past a limit on file size, writing fails like on a full disk
}

void wait_for_end_signal() {
  const sigset_t signals = kept_signals();
  for (int number = 0; number != SIGTERM && number != SIGINT;) sigwait(&signals, &number);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

std::size_t raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1'024;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

void prepare_libraries() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0) throw std::runtime_error("libcurl cannot be initialised");
  google::protobuf::SetLogHandler(nullptr);
}

}  // namespace ramure
