#include "tests/support/smtp_sink.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace ramure::test {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

namespace {

constexpr auto ending_quietly = asio::as_tuple(asio::use_awaitable);

// AUTH PLAIN's base64, for the few letters that a test uses.
std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      three = three << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += at + i > bytes.size() ? '=' : letters[three >> (18 - 6 * i) & 63U];
    }
  }
  return out;
}

std::string secret_of(const std::string& user_and_password) {
  const auto blank = user_and_password.find(' ');
  std::string secret(1, '\0');
  secret += user_and_password.substr(0, blank);
  secret += '\0';
  secret += user_and_password.substr(blank + 1);
  return base64(secret);
}

std::string in_angles(const std::string& line) {
  const auto open = line.find('<');
  return line.substr(open + 1, line.find('>') - open - 1);
}

}  // namespace

struct SmtpSink::State {
  asio::io_context context{1};
  tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
  mutable std::mutex mutex;
  mutable std::condition_variable arrived;
  SinkBehaviour behaviour;      // guarded by mutex
  std::vector<SunkMail> mails;  // guarded by mutex
  std::thread thread;

  SinkBehaviour now() const {
    const std::lock_guard lock(mutex);
    return behaviour;
  }
  void keep(SunkMail mail) {
    const std::lock_guard lock(mutex);
    mails.push_back(std::move(mail));
    arrived.notify_all();
  }

  asio::awaitable<void> accept() {
    for (;;) {
      auto [fault, socket] = co_await acceptor.async_accept(ending_quietly);
      if (fault) co_return;
      asio::co_spawn(context, serve(std::move(socket)), asio::detached);
    }
  }

  asio::awaitable<bool> say(tcp::socket& socket, std::string line) {
    const auto waits = now().waits;
    if (waits.count() > 0) {
      asio::steady_timer timer(context, waits);
      (void)co_await timer.async_wait(ending_quietly);
    }
    line += "\r\n";
    const auto [fault, bytes] = co_await asio::async_write(socket, asio::buffer(line), ending_quietly);
    co_return !fault;
  }

  asio::awaitable<std::optional<std::string>> line(tcp::socket& socket, std::string& buffer) {
    const auto [fault, bytes] =
        co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer, 1 << 20), "\r\n", ending_quietly);
    if (fault) co_return std::nullopt;
    std::string one = buffer.substr(0, bytes - 2);
    buffer.erase(0, bytes);
    co_return one;
  }

  // False: the connection is over.
  asio::awaitable<bool> take_text(tcp::socket& socket, std::string& buffer, SunkMail& mail) {
    bool goes_on = co_await say(socket, "354 go on");
    while (goes_on) {
      auto next = co_await line(socket, buffer);
      if (!next) co_return false;
      if (*next == ".") break;
      mail.message += (next->starts_with('.') ? next->substr(1) : *next) + "\r\n";
    }
    if (!goes_on) co_return false;
    const SinkBehaviour wish = now();
    if (wish.at_end.starts_with("250")) keep(mail);
    if (wish.hangs_up) co_return false;
    goes_on = co_await say(socket, wish.at_end);
    co_return goes_on;
  }

  std::string answer(const std::string& said, SunkMail& mail, bool& is_known) const {
    const SinkBehaviour wish = now();
    if (said.starts_with("EHLO")) return wish.wants_user.empty() ? "250 sink" : "250-sink\r\n250 AUTH PLAIN";
    if (!wish.wants_user.empty() && !is_known) {
      if (said == "AUTH PLAIN") return "334 ";
      is_known = said.ends_with(secret_of(wish.wants_user));
      if (is_known) return "235 2.7.0 welcome";
      return said.starts_with("MAIL") ? "530 5.7.0 sign in first" : "535 5.7.8 wrong name or password";
    }
    if (said.starts_with("MAIL FROM:")) {
      mail = {.from = in_angles(said), .to = {}, .message = {}};
      return "250 2.1.0 ok";
    }
    if (said.starts_with("RCPT TO:")) {
      mail.to = in_angles(said);
      return wish.at_receiver;
    }
    return said.starts_with("QUIT") ? "221 2.0.0 bye" : said.starts_with("RSET") ? "250 ok" : "500 5.5.2 what?";
  }

  asio::awaitable<void> serve(tcp::socket socket) {
    std::string buffer;
    SunkMail mail;
    bool is_known = false;
    bool goes_on = co_await say(socket, now().greeting);
    while (goes_on) {
      const auto said = co_await line(socket, buffer);
      if (!said) co_return;
      if (*said == "DATA") {
        goes_on = co_await take_text(socket, buffer, mail);
      } else {
        const std::string said_back = answer(*said, mail, is_known);
        goes_on = co_await say(socket, said_back) && !said->starts_with("QUIT");
      }
    }
  }
};

SmtpSink::SmtpSink() : state_(std::make_unique<State>()) {
  asio::co_spawn(state_->context, state_->accept(), asio::detached);
  state_->thread = std::thread([this] { state_->context.run(); });
}

SmtpSink::~SmtpSink() {
  state_->context.stop();
  state_->thread.join();
}

std::uint16_t SmtpSink::port() const { return state_->acceptor.local_endpoint().port(); }
std::string SmtpSink::url() const { return "smtp://127.0.0.1:" + std::to_string(port()); }

void SmtpSink::behave(SinkBehaviour behaviour) {
  const std::lock_guard lock(state_->mutex);
  state_->behaviour = std::move(behaviour);
}

std::vector<SunkMail> SmtpSink::mails() const {
  const std::lock_guard lock(state_->mutex);
  return state_->mails;
}

bool SmtpSink::wait_for(std::size_t count, std::chrono::milliseconds timeout) const {
  std::unique_lock lock(state_->mutex);
  return state_->arrived.wait_for(lock, timeout, [&] { return state_->mails.size() >= count; });
}

}  // namespace ramure::test
