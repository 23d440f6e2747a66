#include "client-cli/rounds/room.hpp"

#include <algorithm>
#include <charconv>

#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

// When the reader came to read it: what is revealed together comes when it is revealed.
std::uint64_t place_of(const v1::Contribution& said) { return said.shown_seq() != 0 ? said.shown_seq() : said.id(); }

}  // namespace

const v1::Contribution* find_contribution(const v1::RoundView& view, std::uint64_t id) {
  const auto& all = view.contributions();
  const auto found = std::ranges::find(all, id, &v1::Contribution::id);
  return found == all.end() ? nullptr : &*found;
}

const v1::RoundStep* open_step(const v1::RoundView& view) {
  const int position = static_cast<int>(view.step());
  return position < 1 || position > view.form().steps_size() ? nullptr : &view.form().steps(position - 1);
}

void Room::begin(const v1::RoundAnswer& answer, std::int64_t received_at_ms) {
  view_ = answer.view();
  desk_channel_id_ = answer.desk_channel_id();
  told_at_ms_ = received_at_ms;
  sort();
  for (const v1::Contribution& said : view_.contributions()) numbers_.try_emplace(said.id(), numbers_.size() + 1);
}

void Room::refresh(const v1::RoundAnswer& answer, std::int64_t received_at_ms) {
  v1::RoundView fresh = answer.view();
  fresh.mutable_form()->Swap(view_.mutable_form());
  fresh.mutable_contributions()->Swap(view_.mutable_contributions());
  view_.Swap(&fresh);
  desk_channel_id_ = answer.desk_channel_id();
  told_at_ms_ = received_at_ms;
}

Change Room::take(const v1::Event& event) {
  if (event.has_membership_ended() && event.membership_ended().channel_id() == view_.id()) return Change::over;
  // One reads it from another moment on: a cancelled round from its cancelling, which comes with this.
  const v1::Membership& granted = event.membership_granted().membership();
  if (granted.channel_id() != 0 && granted.channel_id() == view_.id()) return Change::reload;
  if (!event.has_round() || event.round().round_id() != view_.id()) return Change::none;
  const v1::RoundEvent& round = event.round();
  switch (round.body_case()) {
    case v1::RoundEvent::kContributionMade: put(round.contribution_made().contribution()); break;
    case v1::RoundEvent::kContributionsShown:
      for (v1::Contribution shown : round.contributions_shown().contributions()) {
        // To all: from now on the whole round reads it. To the desk or one person: it stays hidden from the others.
        if (event.channel_id() == view_.id() && shown.shown_seq() == 0) shown.set_shown_seq(event.seq());
        put(shown);
      }
      break;
    case v1::RoundEvent::kContributionErased: erase(round.contribution_erased().contribution_id()); break;
    case v1::RoundEvent::kFacilitationTaken:  // what only the facilitator reads comes, or goes
    case v1::RoundEvent::kWordsErased:
    case v1::RoundEvent::kRoundCancelled: return Change::reload;
    default: break;
  }
  return Change::refresh;
}

void Room::put(const v1::Contribution& contribution) {
  auto& all = *view_.mutable_contributions();
  const auto found = std::ranges::find(all, contribution.id(), &v1::Contribution::id);
  if (found == all.end()) {
    *all.Add() = contribution;
    numbers_.try_emplace(contribution.id(), numbers_.size() + 1);
  } else {
    *found = contribution;
  }
  sort();
}

void Room::erase(std::uint64_t contribution_id) {
  auto& all = *view_.mutable_contributions();
  const auto found = std::ranges::find(all, contribution_id, &v1::Contribution::id);
  if (found == all.end()) return;
  v1::Contribution emptied;  // what has no words stays: that somebody spoke here
  emptied.set_id(found->id());
  emptied.set_author_id(found->author_id());
  emptied.set_kind(found->kind());
  emptied.set_meaning(found->meaning());
  emptied.set_step(found->step());
  emptied.set_opening(found->opening());
  emptied.set_at_ms(found->at_ms());
  emptied.set_hiding(found->hiding());
  emptied.set_shown_seq(found->shown_seq());
  emptied.set_reply_to_id(found->reply_to_id());
  emptied.set_erased(true);
  *found = std::move(emptied);
}

void Room::sort() {
  std::ranges::stable_sort(*view_.mutable_contributions(), [](const v1::Contribution& a, const v1::Contribution& b) {
    return std::pair(place_of(a), a.id()) < std::pair(place_of(b), b.id());
  });
}

std::int64_t Room::remaining_ms(std::int64_t now_ms) const {
  const bool stands_still = view_.suspended() || view_.plan().entered_afterwards();
  return view_.step_remaining_ms() - (stands_still ? 0 : std::max<std::int64_t>(now_ms - told_at_ms_, 0));
}

std::size_t Room::number_of(std::uint64_t contribution_id) const {
  const auto found = numbers_.find(contribution_id);
  return found == numbers_.end() ? 0 : found->second;
}

Result<std::uint64_t> Room::find(std::string_view text) const {
  const bool is_number = text.starts_with('~');
  const std::string_view digits = is_number ? text.substr(1) : text;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool is_read = error == std::errc() && end == digits.data() + digits.size();
  for (const auto& [id, number] : numbers_) {
    if (is_read && (is_number ? number : id) == value) return id;
  }
  return fail(Exit::refused, t({"aucune contribution « {} » ici", "no contribution \"{}\" here"}, {text}));
}

std::vector<std::uint64_t> Room::ids_by_number() const {
  std::vector<std::uint64_t> ids(numbers_.size());
  for (const auto& [id, number] : numbers_) ids[number - 1] = id;
  return ids;
}

}  // namespace ramure::cli
