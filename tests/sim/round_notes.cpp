#include "tests/sim/round_notes.hpp"

#include <algorithm>
#include <utility>

namespace ramure::sim {

void RoundNotes::take(const v1::ServerFrame& frame) {
  if (frame.welcome().has_snapshot()) {
    rounds_.clear();
    wanted_.clear();
    for (const v1::Channel& channel : frame.welcome().snapshot().channels()) {
      if (channel.kind() == v1::CHANNEL_KIND_ROUND) begin(channel.id());
    }
  }
  for (const v1::Event& event : frame.events()) take(event);
}

void RoundNotes::take(const v1::Event& event) {
  if (event.has_membership_granted()) begin(event.membership_granted().membership().channel_id());
  if (event.has_membership_ended()) {
    rounds_.erase(event.membership_ended().channel_id());
    wanted_.erase(event.membership_ended().channel_id());
  }
  const auto found = rounds_.find(event.round().round_id());
  if (!event.has_round() || found == rounds_.end()) return;
  if (found->second.is_known) {
    tell(found->second, event);
  } else {
    found->second.untaken.push_back(event);
  }
}

// Whether the channel is a round is not told: who asks for another one is answered that there is none.
void RoundNotes::begin(std::uint64_t round_id) {
  rounds_[round_id] = {};
  wanted_.insert(round_id);
}

void RoundNotes::answer(const v1::GetRound& query, const v1::Reply& reply) {
  const auto found = rounds_.find(query.round_id());
  if (found == rounds_.end()) return;  // left in between
  wanted_.erase(query.round_id());
  if (!reply.has_answer()) {
    rounds_.erase(found);
    return;
  }
  Round& round = found->second;
  if (round.is_known && reply.as_of_seq() < round.as_of_seq) return;  // two were asked for, and overtook each other
  round.words.clear();
  round.as_of_seq = reply.as_of_seq();
  round.is_known = true;
  for (const v1::Contribution& said : reply.answer().round().view().contributions()) {
    round.words[said.id()] = said.text();
  }
  for (const v1::Event& event : std::exchange(round.untaken, {})) tell(round, event);
}

void RoundNotes::tell(Round& round, const v1::Event& event) {
  if (event.seq() <= round.as_of_seq) return;
  round.as_of_seq = event.seq();
  const v1::RoundEvent& body = event.round();
  if (body.has_contribution_made()) round.words[event.seq()] = body.contribution_made().contribution().text();
  for (const v1::Contribution& said : body.contributions_shown().contributions()) {
    round.words[said.id()] = said.text();
  }
  if (body.has_contribution_erased()) {
    const auto said = round.words.find(body.contribution_erased().contribution_id());
    if (said != round.words.end()) said->second.clear();
  }
  if (body.has_round_cancelled()) round.words.clear();
  if (!body.has_words_erased()) return;
  for (auto& [id, words] : round.words) {
    const auto& kept = body.words_erased().kept_ids();
    if (std::ranges::find(kept, id) == kept.end()) words.clear();
  }
}

}  // namespace ramure::sim
