#include <stdexcept>

#include "server/codev/decide.hpp"
#include "server/system_clock.hpp"
#include "tests/load/delivery.hpp"
#include "tests/load/measure.hpp"
#include "tests/support/round_door.hpp"

namespace ramure::load {

namespace {

constexpr std::uint64_t consultant = 20;
constexpr int said_before = 60;
constexpr int decisions = 300'000;
constexpr double decisions_per_second_asked = 200'000;

constexpr std::size_t room_people = 8;
// Over all senders: more than people write, and in all less than one person may write in a round.
constexpr double room_messages_per_second = 100;

// The room that is measured: a written round in which everybody but the client may say something now.
v1::RoundCommand open_consultation(const ServedCommunity& community) {
  Filler filler(community.folder(), false);
  const v1::RoundTemplate& form = test::shipped_form("standard");
  const TimestampMs now = SystemClock().now_ms();
  v1::PlanRound plan;
  plan.set_template_key(form.key());
  plan.mutable_plan()->set_starts_at_ms(now);
  plan.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  for (std::size_t i = 0; i + 1 < room_people; ++i) plan.add_member_ids(community.members[i].id);
  test::RoundPlay play(form, plan, community.facilitator.id, now, test::door_of(filler.store()));
  play.client = community.members[0].id;
  play.go_to("consultation");
  return play.command();
}

// Seven members of a territory, the first of them silent, and one more who listens.
Crowd room_crowd(const ServedCommunity& community) {
  Crowd crowd;
  for (std::size_t i = 0; i < room_people; ++i) {
    crowd.members.push_back(i);
    crowd.room_of.push_back(0);
    if (i == 0 || i + 1 == room_people) continue;
    crowd.senders.push_back(i);
    crowd.thread_of_sender.push_back(community.territory_threads[0]);
  }
  return crowd;
}

}  // namespace

// One contribution after the other, each accepted, in a round in which some have been said.
void measure_rounds(const Setting&, Report& report) {
  test::RoundPlay play(test::shipped_form("standard"));
  play.go_to("consultation");
  for (int i = 0; i < said_before; ++i) {
    if (!play.say(consultant, "suggestion", "Un repas.")) throw std::runtime_error("a suggestion was refused");
  }
  v1::RoundCommand says = play.command();
  *says.mutable_contribute()->mutable_contribution() = test::contribution_of("suggestion", "Un repas plutôt.");
  const codev::Moment moment{play.now, play.last_id() + 1};
  int accepted = 0;
  const double begin = own_cpu_seconds();
  for (int i = 0; i < decisions; ++i) {
    accepted += codev::decide(play.round, codev::Actor::member(consultant), says, moment) ? 1 : 0;
  }
  const double took = own_cpu_seconds() - begin;
  if (accepted != decisions) throw std::runtime_error("not every decision accepted");
  const double rate = decisions / took;
  report.add({"rounds: decisions of the engine, one core", rate, "1/s", decisions_per_second_asked,
              decisions_per_second_asked / rate, 1, ""});
}

// The same eight people: what they write in a thread of their territory, and what they write in their round. The eighth
// is a member of the territory in the one, and the facilitator in the other.
void measure_room(const Setting& setting, Report& report) {
  ServedCommunity community = make_served_community(setting.folder / "room", 1, room_people);
  const v1::RoundCommand round = open_consultation(community);
  const Crowd crowd = room_crowd(community);
  Swarm::Load load;
  load.outstanding = 0;
  load.per_second = room_messages_per_second;
  load.seconds = setting.seconds;
  const Cost in_thread = cost_of_ramure(community, crowd, load);
  std::swap(community.members[room_people - 1], community.facilitator);
  const auto say = [&](std::size_t, const std::string& key, double sent_at) {
    v1::Command command;
    *command.mutable_round() = round;
    *command.mutable_round()->mutable_contribute()->mutable_contribution() =
        test::contribution_of("suggestion", body_with_time(sent_at));
    return command_frame(key, std::move(command));
  };
  const Cost in_round = cost_of_ramure(community, crowd, load, say);
  report.add({"room of 8: CPU per delivery, a thread of the same eight", in_round.cpu_per_delivery_us, "µs",
              in_thread.cpu_per_delivery_us, in_round.cpu_per_delivery_us / in_thread.cpu_per_delivery_us, 1, ""});
}

}  // namespace ramure::load
