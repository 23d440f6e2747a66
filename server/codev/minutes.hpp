// Minutes (« compte rendu ») drawn from a round: one page of Markdown for people to work on, from whatever there is,
// also when the round broke off.
//
//   if (codev::may_draw_minutes(round, member_id))
//     draft = codev::draw_minutes(round, member_id, {.language = Language::french, .name = name_of});
//
// It attributes no lead and no learning: they stand in the order of their words, which says nothing of the order in
// which people spoke. What was set aside, hidden, noted in private, confided or erased is never in it, and nothing that
// whoever asks may not read. What words say of people stays as it was written: the page is read again by whoever edits
// it, and leaves the round only by sharing.hpp.
#pragma once

#include <functional>
#include <string>

#include "server/codev/round.hpp"
#include "server/files/words.hpp"

namespace ramure::codev {

struct MinutesWish {
  files::Language language = files::Language::french;
  std::string zone = "Europe/Paris";                  // of the dates
  std::function<std::string(std::uint64_t id)> name;  // of a member, its first word is shown; "" : none, or unknown
  TimestampMs next_at_ms = 0;                         // when the group meets again; 0: not known
};

// The client at any moment; who may write minutes in this form (scribe, facilitator), once the client wants them.
bool may_draw_minutes(const Round& round, std::uint64_t member_id);

// Empty for a cancelled round, and for whoever is not in it.
std::string draw_minutes(const Round& round, std::uint64_t reader_id, const MinutesWish& wish);

}  // namespace ramure::codev
