#include <arpa/inet.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "protocol/limits.hpp"
#include "ramure/v1/frames.pb.h"
#include "tests/load/delivery.hpp"
#include "tests/load/measure.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::load {

namespace {

constexpr std::uint64_t missed = 10'000;
constexpr std::size_t frame_bytes = 64 * 1024;

void send_all(int socket, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t got = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (got <= 0) _exit(1);
    sent += static_cast<std::size_t>(got);
  }
}

// A server's frame, not masked.
std::string server_frame(const std::string& payload) {
  std::string frame = "\x82\x7f";
  for (int shift = 56; shift >= 0; shift -= 8) frame += static_cast<char>(payload.size() >> shift);
  return frame + payload;
}

void append_event(std::string& payload, const void* bytes, std::size_t size) {
  payload += '\x0a';
  for (std::size_t rest = size;; rest >>= 7) {
    payload += static_cast<char>(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
    if (rest < 0x80) break;
  }
  payload.append(static_cast<const char*>(bytes), size);
}

// For each connection, after its first message: the rows, straight from SQLite to the socket.
void run_bare_select(const std::filesystem::path& file, std::uint64_t after_seq, int announce) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), length) != 0 || listen(listener, 8) != 0) _exit(1);
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  const std::string port = std::to_string(ntohs(address.sin_port)) + "\n";
  if (write(announce, port.data(), port.size()) < 0) _exit(1);
  sqlite3* db = nullptr;
  sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* rows = nullptr;
  sqlite3_prepare_v2(db, "SELECT seq, payload FROM journal WHERE seq > ? ORDER BY seq", -1, &rows, nullptr);
  while (true) {
    const int socket = accept(listener, nullptr, nullptr);
    std::string request(4096, '\0');
    if (recv(socket, request.data(), request.size(), 0) <= 0) continue;
    send_all(socket, "HTTP/1.1 101 Switching Protocols\r\n\r\n");
    if (recv(socket, request.data(), request.size(), 0) <= 0) continue;
    sqlite3_bind_int64(rows, 1, static_cast<sqlite3_int64>(after_seq));
    std::string payload;
    while (sqlite3_step(rows) == SQLITE_ROW) {
      append_event(payload, sqlite3_column_blob(rows, 1), static_cast<std::size_t>(sqlite3_column_bytes(rows, 1)));
      if (payload.size() < frame_bytes) continue;
      send_all(socket, server_frame(payload));
      payload.clear();
    }
    send_all(socket, server_frame(payload));
    sqlite3_reset(rows);
  }
}

std::string hello_from(std::uint64_t cursor_seq) {
  v1::ClientFrame frame;
  frame.set_request_id(1);
  v1::Hello& hello = *frame.mutable_hello();
  hello.set_feature_level(limits::feature_level);
  hello.set_events_only(true);
  hello.set_epoch(std::string(32, '1'));
  hello.set_cursor_seq(cursor_seq);
  return frame.SerializeAsString();
}

// From asking to the last event, the median of five.
double seconds_to_receive(std::uint16_t port, const Opening& opening) {
  std::vector<double> samples;
  for (int i = 0; i < 5; ++i) {
    const double begun = now_seconds();
    Swarm swarm(port, {opening});
    const double deadline = begun + 20;
    while (swarm.deliveries_of(0) < missed && now_seconds() < deadline) swarm.settle(0);
    samples.push_back(now_seconds() - begun);
  }
  return quantile(samples, 0.5);
}

}  // namespace

void measure_catch_up(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "catch-up");
  std::uint64_t cursor = 0;
  {
    Filler filler(community.folder(), false);
    cursor = filler.store().head_seq();
    filler.post_many(community.members, community.plenary_thread, missed, 1);
  }
  double bare = 0;
  {
    const Child child([&](int announce) { run_bare_select(community.folder() / "community.db", cursor, announce); });
    bare = seconds_to_receive(child.port(), {"/", "", "x", false});
  }
  test::ServerProcess server(community.data);
  const double ramure =
      seconds_to_receive(server.port(), {"/socket", community.members.front().token, hello_from(cursor), false});
  report.add({"catch-up: 10,000 missed messages", 1000 * ramure, "ms", 1000 * bare, ramure / bare, 3, ""});
  server.stop();
}

}  // namespace ramure::load
