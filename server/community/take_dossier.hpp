// A dossier as a page of its own: for whoever reads its channel, and by a link for people without an account. Those who
// animate hand such links out.
#pragma once

#include "server/community/take_roadmap.hpp"

namespace ramure::community {

struct DossierTaken {
  v1::Dossier dossier;
  std::string community;  // its name
  std::string zone;       // its time zone
};

// Nothing: hidden or absent.
std::optional<DossierTaken> take_dossier(storage::Reader& reader, std::uint64_t member_id, std::uint64_t dossier_id);

// A facilitator who reads it may hand it out. NOT_FOUND for whoever does not read it, FORBIDDEN for all others. Of a
// new link: NOT_FOUND for any version, since a dossier is what it is.
std::expected<HandingOut, v1::Refusal> check_hands_out_dossier(storage::Reader& reader, const RoadmapRules& rules,
                                                               std::uint64_t member_id, std::uint64_t dossier_id);
std::expected<HandingOut, v1::Refusal> check_new_dossier_link(storage::Reader& reader, const RoadmapRules& rules,
                                                              std::uint64_t member_id, std::uint64_t dossier_id,
                                                              std::uint64_t version_id);

// What a link shows. Nothing: it leads to no dossier, or there was a restore since (take_outside).
std::optional<DossierTaken> take_dossier_outside(storage::Reader& reader, const std::string& epoch,
                                                 std::uint64_t dossier_id);

}  // namespace ramure::community
