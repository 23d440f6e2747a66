#include "tests/load/swarm.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "tests/load/measure.hpp"
#include "tests/load/wire.hpp"

namespace ramure::load {

struct Swarm::Peer {
  int socket = -1;
  std::size_t index = 0;
  std::string incoming;     // bytes of frames not yet whole
  std::string first_frame;  // sent once the upgrade is through
  std::string outgoing;     // bytes that the socket would not take yet
  bool upgraded = false, has_message = false, ignored = false, is_sender = false;
  std::uint64_t sent = 0, own = 0, deliveries = 0;
};

namespace {

constexpr std::size_t key_bytes = 16;

// A key that sorts by time like a UUIDv7 and tells whose it is.
std::string make_key(std::size_t sender, std::uint64_t number) {
  std::string key(key_bytes, '\0');
  static std::uint64_t clock = static_cast<std::uint64_t>(now_seconds() * 1000) << 12;
  ++clock;
  for (int i = 0; i < 6; ++i) key[static_cast<std::size_t>(i)] = static_cast<char>(clock >> (12 + 8 * (5 - i)));
  key[6] = static_cast<char>(0x70 | ((clock >> 8) & 0x0f));
  key[7] = static_cast<char>(clock);
  key[8] = static_cast<char>(0x80);
  std::memcpy(key.data() + 9, &number, 4);
  const auto short_sender = static_cast<std::uint16_t>(sender);
  std::memcpy(key.data() + 13, &short_sender, 2);
  return key;
}

std::uint16_t sender_of(std::string_view key) {
  std::uint16_t sender = 0;
  if (key.size() == key_bytes) std::memcpy(&sender, key.data() + 13, 2);
  return sender;
}

}  // namespace

Swarm::Swarm(std::uint16_t port, std::vector<Opening> openings) : port_(port), epoll_(epoll_create1(0)) {
  open_all(openings);
}

Swarm::~Swarm() {
  for (Peer& peer : peers_) {
    const linger reset{1, 0};
    setsockopt(peer.socket, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    close(peer.socket);
  }
  close(epoll_);
}

void Swarm::open_all(const std::vector<Opening>& openings) {
  peers_.resize(openings.size());
  constexpr std::size_t at_once = 64;
  for (std::size_t begin = 0; begin < openings.size(); begin += at_once) {
    const std::size_t end = std::min(openings.size(), begin + at_once);
    for (std::size_t i = begin; i < end; ++i) {
      peers_[i].index = i;
      upgrade(peers_[i], openings[i]);
    }
    const auto all_ready = [&] {
      for (std::size_t i = begin; i < end; ++i) {
        if (!peers_[i].upgraded || (openings[i].waits_for_answer && !peers_[i].has_message)) return false;
      }
      return true;
    };
    const double deadline = now_seconds() + 20;
    while (!all_ready()) {
      if (now_seconds() > deadline) throw std::runtime_error("connections do not open");
      poll(0.1);
    }
  }
}

void Swarm::upgrade(Peer& peer, const Opening& opening) {
  peer.socket = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  if (connect(peer.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("cannot connect");
  const int yes = 1;
  setsockopt(peer.socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  fcntl(peer.socket, F_SETFL, O_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = peer.index;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, peer.socket, &event);
  peer.outgoing = "GET " + opening.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                  "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ramure.v1\r\n" +
                  (opening.token.empty() ? "" : "Authorization: Bearer " + opening.token + "\r\n") + "\r\n";
  flush(peer);
  peer.first_frame = opening.first_frame;
}

void Swarm::poll(double timeout_seconds) {
  std::array<epoll_event, 256> events{};
  const int count =
      epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(timeout_seconds * 1000));
  for (int i = 0; i < count; ++i) {
    Peer& peer = peers_[events[static_cast<std::size_t>(i)].data.u64];
    if ((events[static_cast<std::size_t>(i)].events & EPOLLOUT) != 0) flush(peer);
    if ((events[static_cast<std::size_t>(i)].events & EPOLLIN) != 0) read(peer);
  }
}

void Swarm::read(Peer& peer) {
  static std::vector<char> buffer(256 * 1024);
  const ssize_t got = recv(peer.socket, buffer.data(), buffer.size(), 0);
  if (got == 0) throw std::runtime_error("the server closed a connection");
  if (got < 0) return;
  last_arrival_ = now_seconds();
  peer.incoming.append(buffer.data(), static_cast<std::size_t>(got));
  std::string_view rest = peer.incoming;
  if (!peer.upgraded) {
    const std::size_t end = rest.find("\r\n\r\n");
    if (end == std::string_view::npos) return;
    if (!rest.starts_with("HTTP/1.1 101"))
      throw std::runtime_error("upgrade refused: " + std::string(rest.substr(0, rest.find('\r'))));
    peer.upgraded = true;
    rest.remove_prefix(end + 4);
    if (!peer.first_frame.empty()) send(peer, peer.first_frame);
  }
  while (const auto frame = next_websocket_frame(rest)) {
    if (frame->opcode == 8) throw std::runtime_error("the server closed a connection");
    if (frame->opcode == 2 || frame->opcode == 0) take_message(peer, frame->payload);
  }
  peer.incoming.erase(0, peer.incoming.size() - rest.size());
}

void Swarm::take_message(Peer& peer, std::string_view message) {
  peer.has_message = true;
  for_each_event(message, [&](std::string_view event) { take_event(peer, event); });
}

void Swarm::take_event(Peer& peer, std::string_view event) {
  ++peer.deliveries;
  if (counting_) ++result_.deliveries;
  if (!peer.is_sender && !(counting_ && load_ != nullptr && load_->measure_latency)) return;
  const EventGlance glance = glance_at_event(event);
  if (counting_ && load_->measure_latency && glance.sent_at > 0)
    result_.latencies.push_back(now_seconds() - glance.sent_at);
  if (peer.is_sender && sender_of(glance.command_key) == peer.index) {
    ++peer.own;
    if (counting_) ++result_.completed;
    if (sending_ && load_->outstanding > 0) send_next(peer);
  }
}

void Swarm::send_next(Peer& peer) {
  send(peer, (*compose_)(peer.index, make_key(peer.index, ++peer.sent), now_seconds()));
}

void Swarm::send(Peer& peer, std::string_view message) {
  peer.outgoing += masked_binary_frame(message);
  flush(peer);
}

void Swarm::flush(Peer& peer) {
  while (!peer.outgoing.empty()) {
    const ssize_t written = ::send(peer.socket, peer.outgoing.data(), peer.outgoing.size(), MSG_NOSIGNAL);
    if (written < 0) break;
    peer.outgoing.erase(0, static_cast<std::size_t>(written));
  }
  epoll_event event{};
  event.events = (peer.ignored ? 0u : static_cast<unsigned>(EPOLLIN)) |
                 (peer.outgoing.empty() ? 0u : static_cast<unsigned>(EPOLLOUT));
  event.data.u64 = peer.index;
  epoll_ctl(epoll_, EPOLL_CTL_MOD, peer.socket, &event);
}

RunResult Swarm::run(const Load& load, const Compose& compose) {
  load_ = &load;
  compose_ = &compose;
  result_ = {};
  sending_ = true;
  for (Peer& peer : peers_) peer.is_sender = false;
  for (const std::size_t sender : load.senders) {
    peers_[sender].is_sender = true;
    for (unsigned i = 0; i < load.outstanding; ++i) send_next(peers_[sender]);
  }
  const double begun = now_seconds(), counted_from = begun + load.warm_up_seconds, until = counted_from + load.seconds;
  std::uint64_t paced = 0;
  double counting_since = 0;
  for (double now = begun; now < until; now = now_seconds()) {
    if (!counting_ && now >= counted_from) {
      counting_ = true;
      counting_since = now;
      if (load.on_measuring_begins) load.on_measuring_begins();
    }
    if (load.per_second > 0 && static_cast<double>(paced) < (now - begun) * load.per_second) {
      send_next(peers_[load.senders[paced++ % load.senders.size()]]);
    }
    poll(load.per_second > 0 ? 0.001 : 0.01);
  }
  if (load.on_measuring_ends) load.on_measuring_ends();
  result_.seconds = now_seconds() - counting_since;
  counting_ = sending_ = false;
  settle(0.3);
  load_ = nullptr;
  return result_;
}

void Swarm::settle(double seconds) {
  last_arrival_ = now_seconds();
  do {
    poll(0.02);
  } while (now_seconds() - last_arrival_ < seconds);
}

void Swarm::ignore(std::size_t connection) {
  peers_[connection].ignored = true;
  flush(peers_[connection]);
}

std::uint64_t Swarm::deliveries_of(std::size_t connection) const { return peers_[connection].deliveries; }

}  // namespace ramure::load
