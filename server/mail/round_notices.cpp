// Whom a round of co-development calls back: the round is folded event by event, and whoever it begins to wait for is
// told.
#include <algorithm>
#include <set>

#include "server/codev/visible.hpp"
#include "server/community/round_book.hpp"
#include "server/mail/notices.hpp"

namespace ramure::mail {

namespace {

using Members = std::set<std::uint64_t>;

Members awaited(const codev::Round& round) {
  Members members;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    if (codev::awaits(round, person.member_id())) members.insert(person.member_id());
  }
  return members;
}

Members peopled(const codev::Round& round) {
  Members members;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    if (person.attendance() != v1::ATTENDANCE_LEFT) members.insert(person.member_id());
  }
  return members;
}

}  // namespace

std::vector<Notice> notices_of_round(std::span<const v1::Event> events, std::uint64_t after_seq) {
  const auto known =
      static_cast<std::size_t>(std::ranges::upper_bound(events, after_seq, {}, &v1::Event::seq) - events.begin());
  codev::Round round;
  community::fold(round, events.first(known));
  Members in_before = peopled(round), awaited_before = awaited(round);
  std::vector<Notice> notices;
  for (const v1::Event& event : events.subspan(known)) {
    community::fold(round, std::span(&event, 1));
    Members in_now = peopled(round), awaited_now = awaited(round);
    const auto tell = [&](std::uint64_t member_id, NoticeKind kind) {
      if (member_id == event.actor_id() || round.state.plan().practice()) return;
      notices.push_back({.member_id = member_id, .kind = kind, .thing_id = round.state.id(), .event_id = event.seq()});
    };
    for (const std::uint64_t id : in_now) {
      if (!in_before.contains(id)) tell(id, NoticeKind::invited);
    }
    const bool is_written = round.state.plan().mode() == v1::ROUND_MODE_WRITTEN;
    for (const std::uint64_t id : awaited_now) {
      if (is_written && in_before.contains(id) && !awaited_before.contains(id)) tell(id, NoticeKind::turn);
    }
    in_before = std::move(in_now);
    awaited_before = std::move(awaited_now);
  }
  return notices;
}

}  // namespace ramure::mail
