// The whole server: owns everything, starts it in order, and takes it down in order.
//
//   App app(config);
//   app.start();                  // throws std::runtime_error with a sentence for the operator
//   … app.addresses() …           // it is listening
//   app.wait_for_signal();        // SIGTERM or SIGINT
//   app.drain();
//
// Start                                             Drain (each step ends before the next begins)
//  1  the data folder is locked                      1  /readyz says no; nothing is accepted any more
//  2  pools: writers, readers; accounts              2  connections answer what is in flight, say GoingAway, close
//  3  I/O threads turn; maintenance, admin socket       with 1012; after drain_timeout they are dropped
//  4  places that older communities lack are opened; 3  maintenance, admin socket, mail, accounts (their pool ends)
//     joins and mails that a crash left are finished 4  communities: commands that wait are written, files checkpointed
//  5  listeners: from here on the world comes in     5  I/O threads, pools; the lock is given back
//
// What is owned is declared in the order of starting, so that destruction is safe from any point of it.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/config.hpp"
#include "server/data_lock.hpp"
#include "server/metrics.hpp"
#include "server/system_clock.hpp"

namespace ramure {

inline constexpr std::chrono::milliseconds drain_timeout{10'000};

class App {
 public:
  explicit App(Config config);
  ~App();

  void start();

  struct Addresses {
    std::vector<std::string> site;  // "http://127.0.0.1:8080"
    std::string metrics;            // empty: none
  };
  const Addresses& addresses() const { return addresses_; }

  // Blocks the calling thread. SIGTERM and SIGINT must have been blocked in every thread: start() does it.
  void wait_for_signal();
  void drain();

 private:
  struct Parts;
  void start_parts();
  void listen();

  const Config config_;
  SystemClock clock_;
  SystemRandom random_;
  Metrics metrics_;
  std::atomic<bool> is_draining_ = false;
  std::optional<DataLock> lock_;
  std::unique_ptr<Parts> parts_;
  Addresses addresses_;
};

}  // namespace ramure
