#include "server/community/take_dossier.hpp"

namespace ramure::community {

namespace {

constexpr auto field = "dossier_id";

}  // namespace

std::optional<DossierTaken> take_dossier(storage::Reader& reader, std::uint64_t member_id, std::uint64_t dossier_id) {
  const storage::Start start = reader.start(member_id);
  if (!start.found) return std::nullopt;
  auto dossier = reader.dossier(member_id, dossier_id);
  if (!dossier) return std::nullopt;
  return DossierTaken{std::move(*dossier), start.community.name(), start.community.time_zone()};
}

std::expected<HandingOut, v1::Refusal> check_hands_out_dossier(storage::Reader& reader, const RoadmapRules&,
                                                               std::uint64_t member_id, std::uint64_t dossier_id) {
  if (!take_dossier(reader, member_id, dossier_id)) return refuse::not_found(field);
  const auto member = reader.member_state(member_id);
  if (!member || member->role != v1::ROLE_FACILITATOR) {
    return refuse::forbidden("rights", field, "the facilitators hand a dossier to people outside, and nobody else");
  }
  return HandingOut{.epoch = reader.epoch(), .zone = reader.time_zone()};
}

std::expected<HandingOut, v1::Refusal> check_new_dossier_link(storage::Reader& reader, const RoadmapRules& rules,
                                                              std::uint64_t member_id, std::uint64_t dossier_id,
                                                              std::uint64_t version_id) {
  auto out = check_hands_out_dossier(reader, rules, member_id, dossier_id);
  if (out && version_id != 0) return refuse::not_found("version");
  return out;
}

std::optional<DossierTaken> take_dossier_outside(storage::Reader& reader, const std::string& epoch,
                                                 std::uint64_t dossier_id) {
  if (reader.epoch() != epoch) return std::nullopt;
  auto dossier = reader.dossier_unjudged(dossier_id);
  if (!dossier) return std::nullopt;
  const v1::Community community = reader.community();
  return DossierTaken{std::move(*dossier), community.name(), community.time_zone()};
}

}  // namespace ramure::community
