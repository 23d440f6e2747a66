#include "server/community/round_return.hpp"

#include "server/codev/sharing.hpp"
#include "server/community/access.hpp"
#include "server/community/content.hpp"
#include "server/community/obstacle_card.hpp"

namespace ramure::community {

namespace {

constexpr auto target_field = "contribute.contribution.target_thread_id";

// The client's own rights count, also where the facilitator noted what he said.
Asked as_client(Asked& asked, std::uint64_t client_id) {
  Asked client = asked;
  client.me = asked.view.member(client_id).value_or(storage::MemberState{});
  return client;
}

std::uint64_t target_of(const codev::Round& round) {
  const std::uint64_t chosen = round.state.minutes().target_thread_id();
  return chosen != 0 ? chosen : round.state.plan().source_thread_id();
}

bool is_chosen_now(const RoundOutcome& was, const RoundOutcome& is) {
  if (!is.may_leave) return false;
  return !was.may_leave || was.share_level != is.share_level || was.minutes_id != is.minutes_id ||
         was.target_thread_id != is.target_thread_id;
}

std::expected<AccessedThread, v1::Refusal> access_target(Asked& client, std::uint64_t thread_id) {
  auto place = access_thread(client, thread_id, target_field);
  if (!place) return place;
  if (auto checked = check_may(*place, Act::post, target_field); !checked) return pass_on(checked);
  if (auto checked = check_open(*place, target_field); !checked) return pass_on(checked);
  return place;
}

bool is_obstacle_of(const AccessedThread& place) {
  return place.thread.kind == v1::THREAD_KIND_OBSTACLE && (place.is_author || place.is_of_pair);
}

void announce_status(Announcer& announce, const Asked& client, const AccessedThread& place, v1::ObstacleStatus to) {
  v1::Event& event = announce.to_channel(place.channel.id, place.thread.id);
  event.set_actor_id(actor_shown(client, place));
  v1::ObstacleStatusChanged& changed = *event.mutable_obstacle_status_changed();
  changed.set_thread_id(place.thread.id);
  changed.set_from(place.thread.status);
  changed.set_to(to);
}

// « Ce sujet est traité en codéveloppement »: by the client's own yes, where the obstacle is his or his pair's.
void do_tell_treated(Announcer& announce, Asked& asked, const codev::Round& after) {
  if (asked.me.id != after.state.client_id() || after.state.plan().source_thread_id() == 0) return;
  const auto place = access_thread(asked, after.state.plan().source_thread_id(), target_field);
  if (!place || !is_obstacle_of(*place) || !check_open(*place, target_field)) return;
  if (place->thread.status == v1::OBSTACLE_STATUS_IN_ROUND) return;
  if (!may_move(place->thread.status, v1::OBSTACLE_STATUS_IN_ROUND)) return;
  announce_status(announce, asked, *place, v1::OBSTACLE_STATUS_IN_ROUND);
}

// Under « sans nom de territoire » the author stays unnamed: his return is noted as his for himself alone.
void do_post_return(Announcer& announce, Asked& client, const AccessedThread& place, const std::string& text) {
  const Ids no_mentions;
  v1::Event& posted =
      do_post_first(announce, {place.thread.id, place.channel.id, v1::MESSAGE_KIND_RETURN, text, no_mentions});
  const std::uint64_t message_id = posted.seq();
  posted.set_actor_id(client.me.id);
  const bool is_unnamed = place.is_author && place.thread.author_hidden;
  if (!is_unnamed) return;
  posted.set_actor_id(0);
  v1::Event& note = announce.to_member(client.me.id);
  note.set_actor_id(client.me.id);
  v1::AuthorshipNoted& noted = *note.mutable_authorship_noted();
  noted.set_thread_id(place.thread.id);
  noted.set_message_id(message_id);
  noted.set_author_id(client.me.id);
  noted.set_territory_id(place.thread.territory_id);
}

}  // namespace

RoundOutcome RoundOutcome::of(const codev::Round& round) {
  const v1::RoundMinutes& minutes = round.state.minutes();
  return {round.state.client_id(), codev::may_leave(round), minutes.share_level(), minutes.contribution_id(),
          target_of(round)};
}

Checked check_return(Asked& asked, const RoundOutcome& before, const codev::Round& after) {
  const std::uint64_t chosen = after.state.minutes().target_thread_id();
  if (chosen == 0 || !is_chosen_now(before, RoundOutcome::of(after))) return {};
  Asked client = as_client(asked, after.state.client_id());
  auto place = access_target(client, chosen);
  if (!place) return pass_on(place);
  return {};
}

void do_return(Announcer& announce, Asked& asked, const RoundOutcome& before, const codev::Round& after) {
  const RoundOutcome now = RoundOutcome::of(after);
  const bool has_accepted = before.client_id != now.client_id && now.client_id != 0;
  if (has_accepted) do_tell_treated(announce, asked, after);
  if (!is_chosen_now(before, now) || now.target_thread_id == 0) return;
  Asked client = as_client(asked, after.state.client_id());
  const auto place = access_target(client, target_of(after));
  const std::string text = codev::shared_text(after, after.state.minutes().share_level());
  if (!place || text.empty()) return;
  do_post_return(announce, client, *place, text);
  const bool has_plan =
      !after.state.actions().empty() && is_obstacle_of(*place) && place->thread.status == v1::OBSTACLE_STATUS_IN_ROUND;
  if (has_plan) announce_status(announce, client, *place, v1::OBSTACLE_STATUS_ACTION_PLAN);
}

}  // namespace ramure::community
