// A roadmap as somebody may take it out of Ramure: by the same rights, and from the same point on, as he reads it; or
// by the act of the pair, for people outside.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "ramure/v1/roadmap.pb.h"
#include "server/community/people_shown.hpp"
#include "server/community/refuse.hpp"
#include "server/community/round_book.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

struct RoadmapTaken {
  v1::RoadmapView view;        // as GetRoadmap answers it
  v1::RoadmapVersion version;  // what was asked for; id 0: the text in force
  std::string text;            // Markdown
  TimestampMs text_at_ms = 0;  // of the last change in it
  std::string form;            // the text of the template that it began as
  std::string community, zone;
  PeopleShown people;  // as the one who takes it is shown them
};

// `version_id`: a frozen or named version, with the actions of then; 0: now. NOT_FOUND for whoever does not read the
// roadmap, or that version of it.
std::expected<RoadmapTaken, v1::Refusal> take_roadmap(storage::Reader& reader, const RoadmapRules& rules,
                                                      std::uint64_t member_id, std::uint64_t roadmap_id,
                                                      std::uint64_t version_id);

// Where a link is made, seen and taken back: in which journal its ids are meant, and what its days are days of.
struct HandingOut {
  std::string epoch, zone;
  bool is_archived = false;  // then its links open nothing
};

// One of the pair may. NOT_FOUND for whoever does not read the roadmap; FORBIDDEN, cause "rights", for all others.
std::expected<HandingOut, v1::Refusal> check_hands_out(storage::Reader& reader, const RoadmapRules& rules,
                                                       std::uint64_t member_id, std::uint64_t roadmap_id);

// A new link: as above; NOT_FOUND for a version that is not there; FORBIDDEN, cause "archived", for a roadmap that is.
std::expected<HandingOut, v1::Refusal> check_new_link(storage::Reader& reader, const RoadmapRules& rules,
                                                      std::uint64_t member_id, std::uint64_t roadmap_id,
                                                      std::uint64_t version_id);

// What a link shows: what the pair sees of it, as long as there is a pair, whoever of it made the link, and however it
// is shared inside. Nothing: the roadmap is archived (until it is no more), or there was a restore since: the journal
// of `epoch` is not this one, and a link that was taken back after the backup would open again.
std::optional<RoadmapTaken> take_outside(storage::Reader& reader, const RoadmapRules& rules, const std::string& epoch,
                                         std::uint64_t roadmap_id, std::uint64_t version_id);

}  // namespace ramure::community
