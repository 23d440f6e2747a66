// Many WebSocket connections on one thread, cheap enough that the server is what is measured: epoll, no masking work
// (the mask is zero), and frames are only walked over for the events in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::load {

// What one connection asks for when it opens.
struct Opening {
  std::string path = "/socket";
  std::string token;              // as Authorization, unless empty
  std::string first_frame;        // a WebSocket message sent after the upgrade: Hello; none when empty
  bool waits_for_answer = false;  // ready only when a first message has come
};

struct RunResult {
  std::uint64_t deliveries = 0;  // events that arrived, over all connections
  std::uint64_t completed = 0;   // messages whose own event came back to their sender
  double seconds = 0;
  std::vector<double> latencies;  // seconds from sending to arrival, of each delivery, when asked for
};

class Swarm {
 public:
  Swarm(std::uint16_t port, std::vector<Opening> openings);
  ~Swarm();
  Swarm(const Swarm&) = delete;
  Swarm& operator=(const Swarm&) = delete;

  // One message of a sender: bytes of a WebSocket message whose event carries `key` (16 bytes) and, in its text, when
  // it was sent.
  using Compose = std::function<std::string(std::size_t sender, const std::string& key, double sent_at)>;

  struct Load {
    std::vector<std::size_t> senders;  // indexes of connections
    unsigned outstanding = 4;          // per sender, closed loop; 0: open loop at `per_second`
    double per_second = 0;             // over all senders
    double seconds = 5;
    double warm_up_seconds = 1;  // not counted
    bool measure_latency = false;
    std::function<void()> on_measuring_begins, on_measuring_ends;
  };
  RunResult run(const Load& load, const Compose& compose);

  // Reads until no connection has had anything for `seconds`.
  void settle(double seconds);
  // Stops reading from this connection (a client that never reads), for good.
  void ignore(std::size_t connection);
  std::uint64_t deliveries_of(std::size_t connection) const;

 private:
  struct Peer;
  void open_all(const std::vector<Opening>& openings);
  void upgrade(Peer& peer, const Opening& opening);
  void poll(double timeout_seconds);
  void read(Peer& peer);
  void take_message(Peer& peer, std::string_view message);
  void take_event(Peer& peer, std::string_view event);
  void send(Peer& peer, std::string_view message);
  void flush(Peer& peer);
  void send_next(Peer& peer);

  std::uint16_t port_;
  int epoll_ = -1;
  std::vector<Peer> peers_;
  const Compose* compose_ = nullptr;
  const Load* load_ = nullptr;
  RunResult result_;
  bool counting_ = false, sending_ = false;
  double last_arrival_ = 0;
};

}  // namespace ramure::load
