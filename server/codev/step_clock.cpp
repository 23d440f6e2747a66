#include "server/codev/step_clock.hpp"

#include <algorithm>

#include "server/codev/round_limits.hpp"

namespace ramure::codev {

std::int64_t remaining_ms(const v1::StepClock& clock, TimestampMs now) {
  const bool runs = clock.running_since_ms() != 0;
  return clock.remaining_ms() - (runs ? now - clock.running_since_ms() : 0);
}

bool is_over(const v1::StepClock& clock, TimestampMs now) {
  return clock.has_length() && remaining_ms(clock, now) <= 0;
}

std::optional<TimestampMs> reserve_at(const Round& round) {
  const v1::RoundState& state = round.state;
  const std::uint32_t from = round.form == nullptr ? 0 : round.form->reserve_from();
  if (state.planned_end_ms() == 0 || from == 0 || state.step() >= from) return std::nullopt;
  std::int64_t reserve = 0;
  for (std::uint32_t at = from; at <= static_cast<std::uint32_t>(state.form().steps_size()); ++at) {
    if (!state.form().steps(static_cast<int>(at) - 1).optional()) reserve += duration_ms(round, at);
  }
  return state.planned_end_ms() - reserve;
}

bool is_clients_own(const v1::RoundState& state, const v1::Contribution& said) {
  const bool is_minutes = state.minutes().approved() && said.id() == state.minutes().contribution_id();
  return is_minutes || (said.meaning() == v1::CONTRIBUTION_MEANING_ACTION && !said.erased());
}

std::optional<TimestampMs> erase_at(const Round& round) {
  const v1::RoundState& state = round.state;
  if (state.status() == v1::ROUND_STATUS_CANCELLED) return std::nullopt;
  TimestampMs since = state.reported_at_ms() != 0 ? state.reported_at_ms() : state.ended_at_ms();
  if (state.words_erased()) {
    const auto is_left = [&](const v1::Contribution& said) { return !said.erased() && !is_clients_own(state, said); };
    if (std::ranges::none_of(state.contributions(), is_left)) return std::nullopt;
    since = state.ended_at_ms() != 0 ? state.ended_at_ms() : state.last_event_at_ms();
  }
  if (since == 0) return std::nullopt;
  return since + (state.plan().retention_ms() != 0 ? state.plan().retention_ms() : limits::retention_ms);
}

std::optional<TimestampMs> lapse_at(const Round& round) {
  const v1::RoundState& state = round.state;
  if (state.id() == 0 || is_over(round)) return std::nullopt;
  const TimestampMs since = std::max(state.last_event_at_ms(), state.plan().starts_at_ms());
  return since + (state.plan().lapse_after_ms() != 0 ? state.plan().lapse_after_ms() : limits::lapse_after_ms);
}

std::optional<TimestampMs> next_look_ms(const Round& round) {
  const v1::RoundState& state = round.state;
  std::optional<TimestampMs> next;
  const auto look_at = [&](std::optional<TimestampMs> at) {
    if (at && (!next || *at < *next)) next = at;
  };
  const v1::StepClock& clock = state.clock();
  const bool clock_runs = is_running(round) && clock.has_length() && clock.running_since_ms() != 0;
  if (clock_runs && !clock.told_over()) look_at(clock.running_since_ms() + clock.remaining_ms());
  if (clock_runs && !clock.told_reserve()) look_at(reserve_at(round));
  if (is_running(round)) {
    if (state.silent_until_ms() != 0) look_at(state.silent_until_ms());
    if (state.reveal_at_ms() != 0) look_at(state.reveal_at_ms());
  }
  if (!is_over(round) && state.scheduled_at_ms() != 0) look_at(state.scheduled_at_ms());
  look_at(erase_at(round));
  look_at(lapse_at(round));
  return next;
}

bool is_left_alone(const Round& round, TimestampMs now) {
  const TimestampMs gone_since = round.state.facilitator_gone_since_ms();
  const std::int64_t planned = round.state.plan().deputy_after_ms();
  return gone_since != 0 && now - gone_since >= (planned != 0 ? planned : limits::deputy_after_ms);
}

}  // namespace ramure::codev
