#include "tests/load/bare_server.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace ramure::load {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using Message = std::shared_ptr<const std::string>;

class Peer;

struct Room {
  std::unordered_set<Peer*> peers;
};

class Bare {
 public:
  Bare(BareKind kind, const std::filesystem::path& folder) : kind_(kind) {
    if (kind == BareKind::gathering) open_database(folder / "bare.db");
  }

  void take(Room& room, Message message);
  Room& room(const std::string& path) { return rooms_[path]; }
  BareKind kind() const { return kind_; }
  asio::io_context io{1};

 private:
  void open_database(const std::filesystem::path& path) {
    sqlite3_open(path.c_str(), &db_);
    sqlite3_exec(
        db_,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE messages (id INTEGER PRIMARY KEY, body BLOB)",
        nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(db_, "INSERT INTO messages (body) VALUES (?)", -1, &insert_, nullptr);
  }
  void commit_waiting();

  BareKind kind_;
  std::map<std::string, Room> rooms_;
  std::vector<std::pair<Room*, Message>> waiting_;
  bool commit_is_posted_ = false;
  sqlite3* db_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

class Peer : public std::enable_shared_from_this<Peer> {
 public:
  Peer(Bare& bare, asio::ip::tcp::socket socket) : bare_(bare), socket_(std::move(socket)) {}

  void start() {
    auto request = std::make_shared<beast::http::request<beast::http::string_body>>();
    beast::http::async_read(socket_.next_layer(), buffer_, *request,
                            [self = shared_from_this(), request](beast::error_code error, std::size_t) {
                              if (error) return;
                              self->room_ = &self->bare_.room(std::string(request->target()));
                              self->socket_.binary(true);
                              self->socket_.auto_fragment(false);
                              self->socket_.async_accept(*request, [self](beast::error_code accept_error) {
                                if (accept_error) return;
                                self->buffer_.clear();
                                self->room_->peers.insert(self.get());
                                self->read();
                              });
                            });
  }

  void give(const Message& message) {
    queue_.push_back(message);
    if (!writing_) write();
  }

 private:
  void read() {
    socket_.async_read(buffer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) {
        self->room_->peers.erase(self.get());
        return;
      }
      const auto data = self->buffer_.data();
      self->bare_.take(*self->room_,
                       std::make_shared<const std::string>(static_cast<const char*>(data.data()), data.size()));
      self->buffer_.clear();
      self->read();
    });
  }

  void write() {
    writing_ = true;
    const std::size_t count = bare_.kind() == BareKind::plain ? 1 : std::min<std::size_t>(queue_.size(), 64);
    buffers_.clear();
    sending_.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    for (const Message& message : sending_) buffers_.emplace_back(message->data(), message->size());
    socket_.async_write(buffers_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      self->writing_ = false;
      if (!error && !self->queue_.empty()) self->write();
    });
  }

  Bare& bare_;
  websocket::stream<asio::ip::tcp::socket> socket_;
  beast::flat_buffer buffer_;
  Room* room_ = nullptr;
  std::deque<Message> queue_;
  std::vector<Message> sending_;
  std::vector<asio::const_buffer> buffers_;
  bool writing_ = false;
};

void Bare::take(Room& room, Message message) {
  if (kind_ == BareKind::plain) {
    for (Peer* peer : room.peers) peer->give(message);
    return;
  }
  waiting_.emplace_back(&room, std::move(message));
  if (commit_is_posted_) return;
  commit_is_posted_ = true;
  asio::post(io, [this] { commit_waiting(); });
}

// Everything that arrived until now: one transaction, one fsync, then out.
void Bare::commit_waiting() {
  commit_is_posted_ = false;
  sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr);
  for (const auto& [room, message] : waiting_) {
    sqlite3_bind_blob(insert_, 1, message->data(), static_cast<int>(message->size()), SQLITE_STATIC);
    sqlite3_step(insert_);
    sqlite3_reset(insert_);
  }
  if (sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
  for (const auto& [room, message] : waiting_) {
    for (Peer* peer : room->peers) peer->give(message);
  }
  waiting_.clear();
}

void accept_next(Bare& bare, asio::ip::tcp::acceptor& acceptor) {
  acceptor.async_accept([&](beast::error_code error, asio::ip::tcp::socket socket) {
    if (!error) {
      socket.set_option(asio::ip::tcp::no_delay(true));
      std::make_shared<Peer>(bare, std::move(socket))->start();
    }
    accept_next(bare, acceptor);
  });
}

}  // namespace

void run_bare_server(BareKind kind, const std::filesystem::path& folder, int announce) {
  Bare bare(kind, folder);
  asio::ip::tcp::acceptor acceptor(bare.io, {asio::ip::make_address("127.0.0.1"), 0});
  acceptor.listen(4096);
  accept_next(bare, acceptor);
  const std::string port = std::to_string(acceptor.local_endpoint().port()) + "\n";
  if (write(announce, port.data(), port.size()) < 0) std::abort();
  close(announce);
  bare.io.run();
  std::abort();
}

}  // namespace ramure::load
