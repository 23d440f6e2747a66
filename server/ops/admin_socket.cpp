#include "server/ops/admin_socket.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace ramure::ops {

namespace {

namespace json = boost::json;

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

// The address of a socket file. Its path may be longer than an address can hold (107 bytes), so the folder is opened
// and named by its descriptor; the descriptor must stay open until the address was used.
class SocketAddress {
 public:
  explicit SocketAddress(const std::filesystem::path& path)
      : folder_fd_(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (folder_fd_ < 0) fail(path);
    const std::string name = "/proc/self/fd/" + std::to_string(folder_fd_) + "/" + path.filename().string();
    address_.sun_family = AF_UNIX;
    if (name.size() >= sizeof address_.sun_path) {
      errno = ENAMETOOLONG;
      fail(path);
    }
    std::memcpy(address_.sun_path, name.c_str(), name.size() + 1);
  }
  ~SocketAddress() { ::close(folder_fd_); }
  SocketAddress(const SocketAddress&) = delete;
  SocketAddress& operator=(const SocketAddress&) = delete;
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
  static constexpr socklen_t size() { return sizeof(sockaddr_un); }

 private:
  int folder_fd_;
  sockaddr_un address_{};
};

bool is_ours(int fd) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == ::geteuid() || peer.uid == 0;
}

json::object to_json(const AdminAnswer& answer) {
  if (answer) return {{"answer", *answer}};
  return {{"fault", {{"kind", name_of(answer.error().kind)}, {"sentence", answer.error().sentence}}}};
}

}  // namespace

AdminSocket::AdminSocket(const std::filesystem::path& path, Serve serve) : path_(path), serve_(std::move(serve)) {
  const SocketAddress address(path);
  listening_fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listening_fd_ < 0) fail(path);
  ::unlink(path.c_str());
  // On Linux the mode of the socket becomes that of the file: it is never there with another one.
  ::fchmod(listening_fd_, 0600);
  const bool listens = ::bind(listening_fd_, address.get(), SocketAddress::size()) == 0 &&
                       ::chmod(path.c_str(), 0600) == 0 && ::listen(listening_fd_, 8) == 0;
  stopping_fd_ = listens ? ::eventfd(0, EFD_CLOEXEC) : -1;
  if (stopping_fd_ < 0) {
    const int why = errno;
    ::close(listening_fd_);
    errno = why;
    fail(path);
  }
  thread_ = std::thread([this] { work(); });
}

void AdminSocket::stop() {
  if (!thread_.joinable()) return;
  const std::uint64_t one = 1;
  (void)!::write(stopping_fd_, &one, sizeof one);  // an eventfd takes it
  thread_.join();
  ::unlink(path_.c_str());
  ::close(listening_fd_);
  ::close(stopping_fd_);
}

void AdminSocket::work() {
  for (;;) {
    std::array<pollfd, 2> waiting{{{listening_fd_, POLLIN, 0}, {stopping_fd_, POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
    if (waiting[1].revents != 0) return;
    if (waiting[0].revents == 0) continue;
    const int fd = ::accept4(listening_fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd >= 0) serve_one(fd);
  }
}

void AdminSocket::serve_one(int fd) {
  AdminChannel channel(fd);
  if (!is_ours(fd)) return;
  try {
    channel.limit_silence(true, true);
    const json::object request = channel.receive();
    std::size_t told = 0;
    const AdminProgress progress = [&](std::string_view what, std::size_t done, std::size_t of) {
      const std::size_t percent = of == 0 ? 100 : done * 100 / of;
      if (percent == told && done != of) return;
      told = percent;
      channel.send({{"progress", {{"what", what}, {"done", done}, {"of", of}}}});
    };
    channel.send(to_json(serve_(request, progress)));
  } catch (const std::exception&) {
    // Nobody is there to be told. What was done is done; the command can be repeated.
  }
}

AdminAnswer ask_server(const std::filesystem::path& path, const json::object& request, const AdminProgress& progress) {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) throw ChannelError("no socket can be made");
  AdminChannel channel(fd);
  try {
    const SocketAddress address(path);
    if (::connect(fd, address.get(), SocketAddress::size()) != 0) fail(path);
  } catch (const std::system_error& error) {
    throw NobodyListens(error.what());
  }
  channel.limit_silence(true, false);
  channel.send(request);
  for (;;) {
    const json::object message = channel.receive();
    if (const auto* answer = message.if_contains("answer"); answer != nullptr && answer->is_object()) {
      return answer->get_object();
    }
    if (const auto* fault = message.if_contains("fault"); fault != nullptr && fault->is_object()) {
      return std::unexpected(AdminFault{fault_kind(std::string_view(fault->at("kind").as_string())),
                                        std::string(fault->at("sentence").as_string())});
    }
    if (const auto* step = message.if_contains("progress"); step != nullptr && progress) {
      progress(std::string_view(step->at("what").as_string()), step->at("done").to_number<std::size_t>(),
               step->at("of").to_number<std::size_t>());
    }
  }
}

}  // namespace ramure::ops
