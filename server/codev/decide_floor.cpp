// The floor: who speaks and who is next. It orders, it never counts.
#include <algorithm>
#include <set>

#include "server/codev/families.hpp"
#include "server/codev/shared_rules.hpp"

namespace ramure::codev {

namespace {

bool may_hold(const Asked& asked, std::uint64_t id) {
  const v1::RoundParticipant* person = participant(asked.round, id);
  return person != nullptr && is_there(*person) && is_peer(*person);
}

void take_out(google::protobuf::RepeatedField<std::uint64_t>& ids, std::uint64_t id) {
  ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
}

Decided floor_becomes(const Asked& asked, v1::Floor floor) {
  Pen pen(asked);
  *pen.to_round().mutable_floor_changed()->mutable_floor() = std::move(floor);
  return pen.events();
}

}  // namespace

Decided start_tour(const Asked& asked, const v1::StartTour& command) {
  constexpr auto field = "start_tour.order_ids";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  if (auto checked = check_running(asked, field); !checked) return pass_on(checked);
  const auto& order = command.order_ids();
  if (order.empty() && asked.state().floor().tour_ids().empty()) return refuse::already_done(field);
  if (std::set(order.begin(), order.end()).size() != static_cast<std::size_t>(order.size())) {
    return refuse::invalid(field, "each is named once in a tour");
  }
  for (const std::uint64_t id : order) {
    if (!may_hold(asked, id)) return refuse::invalid(field, "a tour goes over members who are there");
  }
  v1::Floor floor;
  *floor.mutable_waiting_ids() = asked.state().floor().waiting_ids();
  *floor.mutable_tour_ids() = order;
  if (!order.empty()) {
    floor.set_holder_id(order[0]);
    take_out(*floor.mutable_waiting_ids(), order[0]);
  }
  return floor_becomes(asked, std::move(floor));
}

Decided give_floor(const Asked& asked, const v1::GiveFloor& command) {
  constexpr auto field = "give_floor.member_id";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  if (auto checked = check_running(asked, field); !checked) return pass_on(checked);
  const std::uint64_t id = command.member_id();
  if (id == asked.state().floor().holder_id()) return refuse::already_done(field);
  if (id != 0 && !may_hold(asked, id)) return refuse::invalid(field, "the floor goes to a member who is there");
  v1::Floor floor = asked.state().floor();
  floor.set_holder_id(id);
  take_out(*floor.mutable_waiting_ids(), id);
  if (!floor.tour_ids().empty() && id != 0) {  // in a tour he speaks now, and the others after him
    take_out(*floor.mutable_tour_ids(), id);
    floor.add_tour_ids(id);
    std::rotate(floor.mutable_tour_ids()->begin(), floor.mutable_tour_ids()->end() - 1,
                floor.mutable_tour_ids()->end());
  }
  return floor_becomes(asked, std::move(floor));
}

Decided yield_floor(const Asked& asked) {
  if (auto checked = check_running(asked, "yield_floor"); !checked) return pass_on(checked);
  const v1::Floor& floor = asked.state().floor();
  const bool is_his = floor.holder_id() != 0 && floor.holder_id() == asked.me.member_id();
  if (!is_his && !asked.is(v1::ROUND_ROLE_FACILITATOR)) {
    return refuse::forbidden("floor", "yield_floor", "whoever has the floor passes it on, or the facilitator does");
  }
  v1::Floor next = floor_after(floor);
  if (next.SerializeAsString() == floor.SerializeAsString()) return refuse::already_done("yield_floor");
  return floor_becomes(asked, std::move(next));
}

}  // namespace ramure::codev
