#include "server/ops/admin_channel.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace ramure::ops {

namespace {

using Length = std::array<unsigned char, 4>;

void send_all(int fd, const void* data, std::size_t size) {
  const char* left = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t sent = ::send(fd, left, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) throw ChannelError(std::string("sending failed: ") + std::strerror(errno));
    left += sent;
    size -= static_cast<std::size_t>(sent);
  }
}

void receive_all(int fd, void* data, std::size_t size) {
  char* left = static_cast<char*>(data);
  while (size > 0) {
    const ssize_t received = ::recv(fd, left, size, 0);
    if (received < 0 && errno == EINTR) continue;
    if (received < 0) throw ChannelError(std::string("receiving failed: ") + std::strerror(errno));
    if (received == 0) throw ChannelError("the other side has closed the connection");
    left += received;
    size -= static_cast<std::size_t>(received);
  }
}

}  // namespace

AdminChannel::~AdminChannel() {
  if (fd_ >= 0) ::close(fd_);
}

AdminChannel::AdminChannel(AdminChannel&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

void AdminChannel::limit_silence(bool when_sending, bool when_receiving) {
  const timeval limit{.tv_sec = silence_ms_max / 1000, .tv_usec = silence_ms_max % 1000 * 1000};
  if (when_sending) ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (when_receiving) ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

void AdminChannel::send(const boost::json::object& message) {
  const std::string text = boost::json::serialize(message);
  if (text.size() > admin_message_bytes_max) throw ChannelError("this is too much for one message");
  Length length{};
  for (std::size_t i = 0; i < length.size(); ++i) length[i] = static_cast<unsigned char>(text.size() >> (8 * (3 - i)));
  send_all(fd_, length.data(), length.size());
  send_all(fd_, text.data(), text.size());
}

boost::json::object AdminChannel::receive() {
  Length length{};
  receive_all(fd_, length.data(), length.size());
  std::size_t size = 0;
  for (const unsigned char byte : length) size = size << 8 | byte;
  if (size > admin_message_bytes_max) throw ChannelError("the message is longer than the limit");
  std::string text;
  while (text.size() < size) {  // grows with what has come, not with what was announced
    const std::size_t have = text.size();
    text.resize(std::min(size, have + 64 * 1024));
    receive_all(fd_, text.data() + have, text.size() - have);
  }
  boost::json::error_code error;
  boost::json::value value = boost::json::parse(text, error);
  if (error || !value.is_object()) throw ChannelError("the message is not a JSON object");
  return std::move(value.get_object());
}

}  // namespace ramure::ops
