#include "server/community/take_roadmap.hpp"

#include <algorithm>

#include "server/community/roadmap_look.hpp"
#include "server/roadmap/templates.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::community {

namespace {

constexpr auto roadmap_field = "roadmap_id", version_field = "version";

using Use = std::function<void(const RoadmapLook&)>;

bool look_as(storage::Reader& reader, const RoadmapRules& rules, std::uint64_t member_id, std::uint64_t roadmap_id,
             const Use& use) {
  const auto member = reader.member_state(member_id);
  if (!member || member->status == v1::MEMBER_STATUS_LEFT) return false;
  std::uint64_t as_of_seq = 0;
  return look_at_roadmap({reader, rules, *member}, roadmap_id, as_of_seq, use);
}

TimestampMs made_at(const RoadmapLook& look, std::uint64_t text_version) {
  if (text_version == 0) return look.roadmap->view.created_at_ms();
  return roadmap::entries_between(look.text, text_version - 1, text_version).front().at;
}

const v1::RoadmapVersion* find_version(const v1::RoadmapView& view, std::uint64_t id) {
  const auto found = std::ranges::find(view.versions(), id, &v1::RoadmapVersion::id);
  return found == view.versions().end() ? nullptr : &*found;
}

// False: there is no such version for him.
bool fill(const RoadmapLook& look, std::uint64_t version_id, RoadmapTaken& taken) {
  auto view = version_id == 0 ? view_for(look) : view_at(look, version_id);
  if (!view) return false;
  taken.view = std::move(*view);
  if (const auto* version = find_version(look.roadmap->view, version_id)) taken.version = *version;
  taken.text = roadmap::to_utf8(roadmap::text_at(look.text, taken.view.text_version()));
  taken.text_at_ms = made_at(look, taken.view.text_version());
  return true;
}

void fill_names(storage::Reader& reader, std::uint64_t member_id, RoadmapTaken& taken) {
  taken.people = people_shown_to(reader, member_id);
  taken.community = reader.start(member_id).community.name();
  taken.zone = reader.time_zone();
  const v1::RoadmapTemplate* form = roadmap::find_template(taken.view.template_key());
  if (form != nullptr) taken.form = form->markdown();
}

}  // namespace

std::expected<RoadmapTaken, v1::Refusal> take_roadmap(storage::Reader& reader, const RoadmapRules& rules,
                                                      std::uint64_t member_id, std::uint64_t roadmap_id,
                                                      std::uint64_t version_id) {
  RoadmapTaken taken;
  bool has_version = false;
  const bool is_shown = look_as(reader, rules, member_id, roadmap_id,
                                [&](const RoadmapLook& look) { has_version = fill(look, version_id, taken); });
  if (!is_shown) return refuse::not_found(roadmap_field);
  if (!has_version) return refuse::not_found(version_field);
  fill_names(reader, member_id, taken);
  return taken;
}

std::expected<HandingOut, v1::Refusal> check_hands_out(storage::Reader& reader, const RoadmapRules& rules,
                                                       std::uint64_t member_id, std::uint64_t roadmap_id) {
  HandingOut out{.epoch = reader.epoch(), .zone = reader.time_zone()};
  bool may_settle = false;
  const bool is_shown = look_as(reader, rules, member_id, roadmap_id, [&](const RoadmapLook& look) {
    may_settle = roadmap::may(*look.roadmap, look.person, roadmap::Act::settle);
    out.is_archived = look.roadmap->view.status() == v1::ROADMAP_STATUS_ARCHIVED;
  });
  if (!is_shown) return refuse::not_found(roadmap_field);
  if (may_settle) return out;
  return refuse::forbidden("rights", roadmap_field, "the pair hands its roadmap to people outside, and nobody else");
}

std::expected<HandingOut, v1::Refusal> check_new_link(storage::Reader& reader, const RoadmapRules& rules,
                                                      std::uint64_t member_id, std::uint64_t roadmap_id,
                                                      std::uint64_t version_id) {
  auto out = check_hands_out(reader, rules, member_id, roadmap_id);
  if (!out) return out;
  bool has_version = version_id == 0;
  look_as(reader, rules, member_id, roadmap_id, [&](const RoadmapLook& look) {
    has_version = has_version || find_version(look.roadmap->view, version_id) != nullptr;
  });
  if (!has_version) return refuse::not_found(version_field);
  if (out->is_archived) return refuse::forbidden("archived", roadmap_field, "an archived roadmap is handed to nobody");
  return out;
}

std::optional<RoadmapTaken> take_outside(storage::Reader& reader, const RoadmapRules& rules, const std::string& epoch,
                                         std::uint64_t roadmap_id, std::uint64_t version_id) {
  if (epoch != reader.epoch()) return std::nullopt;
  for (const storage::MemberState& member : reader.members()) {
    if (member.territory_id == 0) continue;
    RoadmapTaken taken;
    bool is_the_pairs = false, is_archived = false, has_version = false;
    look_as(reader, rules, member.id, roadmap_id, [&](const RoadmapLook& look) {
      is_the_pairs = look.person.is_of_pair;
      is_archived = look.roadmap->view.status() == v1::ROADMAP_STATUS_ARCHIVED;
      if (is_the_pairs && !is_archived) has_version = fill(look, version_id, taken);
    });
    if (!is_the_pairs) continue;
    if (!has_version) return std::nullopt;
    fill_names(reader, member.id, taken);
    return taken;
  }
  return std::nullopt;
}

}  // namespace ramure::community
