#include "tests/support/timed_writing.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

#include "server/roadmap/utf16.hpp"
#include "tests/support/roadmap_random.hpp"

namespace ramure::test {

namespace {

enum Kind { key, push_arrives, frame_arrives };

constexpr std::size_t text_units = 2'000;  // it stays about as long

// A key somewhere, or a few letters taken away.
roadmap::Change key_press(Dice& dice, const std::u16string& text) {
  std::size_t at = dice.below(text.size() + 1);
  if (roadmap::cuts_pair(text, at)) --at;
  if (text.size() < text_units || dice.one_in(3)) return roadmap::replacement(text.size(), at, at, random_words(dice));
  std::size_t end = std::min<std::size_t>(text.size(), at + 4);
  if (roadmap::cuts_pair(text, end)) ++end;
  return roadmap::replacement(text.size(), at, end, u"");
}

}  // namespace

TimedWriting::TimedWriting(std::uint32_t seed, const WritingConditions& conditions)
    : conditions_(conditions), dice_(seed), waits_ms_(conditions.editors) {
  for (std::size_t i = 0; i < conditions.editors; ++i) {
    seats_.push_back({.editor = CollabEditor(1 + i, 1 + i), .written_at_ms = {}, .up = {}, .down = {}});
    at(dice_.below(static_cast<std::size_t>(conditions.key_every_ms)), i, key, {});
  }
}

void TimedWriting::run() {
  while (!to_come_.empty()) {
    auto next = to_come_.extract(to_come_.begin());
    now_ms_ = next.key();
    Happening& happening = next.mapped();
    if (happening.kind == key) on_key(happening.seat);
    if (happening.kind == push_arrives) on_push(happening.seat, *happening.frame.push);
    if (happening.kind == frame_arrives) on_frame(happening.seat, happening.frame);
  }
}

void TimedWriting::at(std::int64_t time_ms, std::size_t seat, int kind, Frame frame) {
  to_come_.emplace(time_ms, Happening{seat, kind, std::move(frame)});
}

std::int64_t TimedWriting::arrival(Line& line) {
  std::int64_t sent_ms = now_ms_;
  for (std::int64_t again_ms = conditions_.resent_after_ms; dice_.below(100) < conditions_.lost_percent;
       again_ms *= 2) {
    sent_ms += again_ms;
  }
  return line.free_at_ms = std::max(line.free_at_ms, sent_ms + conditions_.one_way_ms);
}

void TimedWriting::on_key(std::size_t seat) {
  Seat& own = seats_[seat];
  own.editor.write(key_press(dice_, own.editor.text()));
  own.written_at_ms.push_back(now_ms_);
  push(seat);
  const auto pause = 1 + dice_.below(static_cast<std::size_t>(2 * conditions_.key_every_ms));
  if (now_ms_ + pause < conditions_.writes_for_ms) at(now_ms_ + pause, seat, key, {});
}

// One push at a time: what is written meanwhile goes with the next one.
void TimedWriting::push(std::size_t seat) {
  Seat& own = seats_[seat];
  if (own.is_pushing || !own.editor.has_unsent()) return;
  own.is_pushing = true;
  Frame frame;
  frame.push = std::make_shared<const roadmap::Push>(own.editor.push(now_ms_));
  at(arrival(own.up), seat, push_arrives, std::move(frame));
}

void TimedWriting::on_push(std::size_t seat, const roadmap::Push& push) {
  const std::uint64_t held = log_.held_from();
  std::span<const roadmap::Entry> older;
  if (push.base_version < held) older = std::span(entries_).subspan(push.base_version, held - push.base_version);
  auto taken = log_.decide(push, older);
  if (!taken) throw std::logic_error("a push was refused: " + taken.error().message());
  for (roadmap::Entry& entry : taken->entries) {
    entries_.push_back(entry);
    log_.apply(std::move(entry));
  }
  for (std::size_t i = 0; i < seats_.size(); ++i) tell(i, i == seat);
}

void TimedWriting::tell(std::size_t seat, bool answers) {
  Seat& own = seats_[seat];
  Frame frame;
  frame.answers = answers;
  frame.entries.assign(entries_.begin() + static_cast<std::ptrdiff_t>(own.taken), entries_.end());
  own.taken = entries_.size();
  at(arrival(own.down), seat, frame_arrives, std::move(frame));
}

void TimedWriting::on_frame(std::size_t seat, const Frame& frame) {
  Seat& own = seats_[seat];
  for (const roadmap::Entry& entry : frame.entries) {
    own.editor.receive(entry);
    if (entry.editor_id != 1 + seat) continue;
    waits_ms_[seat].push_back(now_ms_ - own.written_at_ms.front());
    own.written_at_ms.pop_front();
  }
  if (frame.answers) own.is_pushing = false;
  push(seat);
}

std::size_t TimedWriting::unconfirmed() const {
  std::size_t count = 0;
  for (const Seat& seat : seats_) count += seat.written_at_ms.size();
  return count;
}

bool TimedWriting::has_converged() const {
  return std::ranges::all_of(seats_, [&](const Seat& seat) { return seat.editor.text() == log_.text(); });
}

}  // namespace ramure::test
