#include "server/community/round_readers.hpp"

#include <algorithm>

#include "server/community/memberships.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

namespace {

using storage::ChannelState;

struct Seat {
  std::uint64_t member_id = 0;
  std::uint64_t reads_from_seq = 0;
};

std::vector<Seat> seats_in(const codev::Round& round) {
  std::vector<Seat> seats;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    const bool is_in = person.attendance() != v1::ATTENDANCE_LEFT && codev::roles_of(round, person) != 0;
    if (is_in) seats.push_back({person.member_id(), person.reads_from_seq()});
  }
  return seats;
}

// What the rules show a deputy of the time before he was named (what was set aside), he reads at the desk as well.
std::vector<Seat> seats_at_desk(const codev::Round& round) {
  std::vector<Seat> seats;
  if (round.state.status() == v1::ROUND_STATUS_CANCELLED) return seats;
  const v1::RoundPlan& plan = round.state.plan();
  for (const std::uint64_t id : {plan.facilitator_id(), plan.deputy_id()}) {
    const v1::RoundParticipant* person = codev::participant(round, id);
    if (id != 0 && person != nullptr) seats.push_back({id, person->reads_from_seq()});
  }
  return seats;
}

// Lets in who has a seat and is not in the channel yet, and out who has none any more. Whoever lost his place in the
// community while he held the frame has a seat that nobody sits on.
void do_settle(Announcer& announce, Asked& asked, const ChannelState& channel, const std::vector<Seat>& seats) {
  std::vector<std::uint64_t> present;
  for (const v1::Membership& membership : asked.view.memberships_of_channel(channel.id)) {
    present.push_back(membership.member_id());
    const bool keeps_seat = std::ranges::find(seats, membership.member_id(), &Seat::member_id) != seats.end();
    if (!keeps_seat) do_end(announce, membership.member_id(), channel.id);
  }
  for (const Seat& seat : seats) {
    if (std::ranges::find(present, seat.member_id) != present.end()) continue;
    const auto member = asked.view.member(seat.member_id);
    const bool may_sit = member && can_be_in_round(*member);
    if (may_sit) do_change_hat(announce, *member, member->role, channel, seat.reads_from_seq);
  }
}

// Of a cancelled round its people read that it was cancelled, and nothing from before.
void do_hide_past(Announcer& announce, Asked& asked, const codev::Round& round, std::uint64_t cancelled_seq) {
  const ChannelState channel{.id = round.state.id(), .kind = v1::CHANNEL_KIND_ROUND};
  for (const Seat& seat : seats_in(round)) {
    const auto member = asked.view.member(seat.member_id);
    if (member) do_change_hat(announce, *member, member->role, channel, cancelled_seq);
  }
}

}  // namespace

bool can_be_in_round(const storage::MemberState& member) {
  return member.status == v1::MEMBER_STATUS_ACTIVE &&
         identity::cell(member.role, v1::CHANNEL_KIND_ROUND).entry == identity::Entry::by_round;
}

void do_settle_readers(Announcer& announce, Asked& asked, const codev::Round& round, const codev::Events& events) {
  const std::uint64_t id = round.state.id();
  const auto cancelled = std::ranges::find_if(events, [](const auto& event) { return event.has_round_cancelled(); });
  if (cancelled != events.end()) {
    do_hide_past(announce, asked, round, cancelled->seq());
  } else {
    do_settle(announce, asked, {.id = id, .kind = v1::CHANNEL_KIND_ROUND}, seats_in(round));
  }
  do_settle(announce, asked, {.id = desk_of(id), .kind = v1::CHANNEL_KIND_ROUND_DESK}, seats_at_desk(round));
}

void do_hide_author(Decision& decision, const codev::Events& events) {
  std::vector<std::uint64_t> observers;
  for (const v1::RoundEvent& event : events) {
    if (event.has_observer_admitted()) observers.push_back(event.observer_admitted().observer_id());
    if (event.has_observer_withdrawn()) observers.push_back(event.observer_withdrawn().observer_id());
  }
  for (v1::Event& event : decision.events) {
    const std::uint64_t moved = event.has_reader_entered() ? event.reader_entered().member_id()
                                : event.has_reader_left()  ? event.reader_left().member_id()
                                : event.has_round()        ? 0
                                                           : event.member_id();
    if (std::ranges::find(observers, moved) == observers.end()) continue;
    event.clear_actor_id();
    event.clear_command_key();
  }
}

}  // namespace ramure::community
