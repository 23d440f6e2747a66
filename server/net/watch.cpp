#include "server/net/watch.hpp"

namespace ramure::net {

namespace {

constexpr std::chrono::milliseconds tick_interval{500};

}  // namespace

Watch::Watch(asio::io_context& context, const Clock& clock, std::size_t half_open_max)
    : timer_(context), clock_(clock), half_open_max_(half_open_max) {}

// A visited connection may leave its list, but takes no other with it.
template <class Visit>
void Watch::visit(List& list, Visit visit) {
  for (auto next = list.begin(); next != list.end();) {
    Watched& connection = *next++;
    visit(connection);
  }
}

void Watch::start() { tick(); }

void Watch::stop() { timer_.cancel(); }

bool Watch::add_half_open(Watched& connection) {
  half_open_.push_back(connection);
  if (is_draining_) connection.drain();
  if (half_open_.size() <= half_open_max_) return false;
  Watched& oldest = half_open_.front();
  crowded_out_.splice(crowded_out_.end(), half_open_, half_open_.begin());
  oldest.was_crowded_out = true;
  oldest.drop();
  return true;
}

void Watch::remove_half_open(Watched& connection) {
  List& list = connection.was_crowded_out ? crowded_out_ : half_open_;
  list.erase(List::s_iterator_to(connection));
}

void Watch::add_session(Watched& connection) {
  sessions_.push_back(connection);
  if (is_draining_) connection.drain();
}

void Watch::remove_session(Watched& connection) { sessions_.erase(List::s_iterator_to(connection)); }

void Watch::drain() {
  is_draining_ = true;
  visit(half_open_, [](Watched& connection) { connection.drain(); });
  visit(sessions_, [](Watched& connection) { connection.drain(); });
}

void Watch::drop_all() {
  visit(half_open_, [](Watched& connection) { connection.drop(); });
  visit(sessions_, [](Watched& connection) { connection.drop(); });
}

void Watch::tick() {
  timer_.expires_after(tick_interval);
  timer_.async_wait([this](error_code error) {
    if (error) return;
    const std::int64_t now_ms = clock_.steady_ms();
    visit(half_open_, [now_ms](Watched& connection) { connection.on_tick(now_ms); });
    visit(sessions_, [now_ms](Watched& connection) { connection.on_tick(now_ms); });
    tick();
  });
}

}  // namespace ramure::net
