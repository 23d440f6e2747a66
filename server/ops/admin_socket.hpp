// Where a running server listens to `ramured` commands: a Unix socket in the data folder, for the owner of the folder
// only (mode 0600, and the peer's user is checked).
//
// A thread of its own serves one request after the other: the administration is not concurrent, and what waits costs
// the kernel's backlog only. A peer that stays silent for 10 s, or sends too much, is hung up on.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "server/ops/admin_channel.hpp"
#include "server/ops/administration.hpp"

namespace ramure::ops {

class AdminSocket {
 public:
  using Serve = std::function<AdminAnswer(const boost::json::object& request, const AdminProgress& progress)>;

  // Listens when it returns. A socket left by a process that died is replaced: the data folder's lock is ours. Throws
  // std::system_error.
  AdminSocket(const std::filesystem::path& path, Serve serve);
  ~AdminSocket() { stop(); }
  AdminSocket(const AdminSocket&) = delete;
  AdminSocket& operator=(const AdminSocket&) = delete;

  // Answers what is being answered, then ends. Idempotent.
  void stop();

 private:
  void work();
  void serve_one(int fd);

  const std::filesystem::path path_;
  const Serve serve_;
  int listening_fd_ = -1;
  int stopping_fd_ = -1;  // an eventfd
  std::thread thread_;
};

// No server is behind this socket: nothing was asked.
struct NobodyListens : ChannelError {
  using ChannelError::ChannelError;
};

// Asks the server behind this socket. Throws NobodyListens, or another ChannelError when the server goes away before it
// has answered.
AdminAnswer ask_server(const std::filesystem::path& path, const boost::json::object& request,
                       const AdminProgress& progress);

}  // namespace ramure::ops
