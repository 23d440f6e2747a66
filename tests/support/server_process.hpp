// The real `ramured serve` as a child process, for integration and crash tests.
//
//   ServerProcess server(folder);                       // port 0: waits until it says where it listens
//   WsClient client({.port = server.port(), …});
//   server.stop();                                      // SIGTERM, waits for the drain
//   server.kill(); server.start();                      // kill -9, and again on the same folder
//
// The child dies with its owner, also when the test crashes. Only this child is ever signalled, by its process id.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ramure::test {

class ServerProcess {
 public:
  // `flags` are further flags of serve, like {"--threads-io", "1"}. Starts at once; throws std::runtime_error with
  // what the server wrote when it does not listen within 20 s.
  explicit ServerProcess(std::filesystem::path data, std::vector<std::string> flags = {});
  ~ServerProcess();  // kill -9 when it still runs
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  void start(std::uint16_t on_port = 0);  // on a port that it had before, for clients that know it; 0: any
  int stop(std::chrono::milliseconds timeout = std::chrono::seconds(20));  // SIGTERM; the exit status, or -1
  void kill();                                                             // kill -9
  void signal(int number);
  int wait(std::chrono::milliseconds timeout);  // the exit status, 128 + signal, or -1 when it still runs

  bool is_running();
  pid_t pid() const { return pid_; }
  std::uint16_t port() const { return port_; }
  std::uint16_t metrics_port() const { return metrics_port_; }
  std::string log() const;  // what it wrote on standard error so far
  std::size_t resident_bytes() const;

 private:
  void read_ports(int output);

  std::filesystem::path data_;
  std::filesystem::path log_path_;
  std::vector<std::string> flags_;
  pid_t pid_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0, metrics_port_ = 0;
};

}  // namespace ramure::test
