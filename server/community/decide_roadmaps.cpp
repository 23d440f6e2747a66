#include <algorithm>

#include "protocol/check.hpp"
#include "server/community/access.hpp"
#include "server/community/memberships.hpp"
#include "server/community/roadmaps.hpp"
#include "server/roadmap/refuse.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/templates.hpp"

namespace ramure::community {

namespace {

using Body = v1::RoadmapCommand;
using storage::ChannelState;
using storage::MemberState;
using storage::StoredRoadmap;

RoadmapPointer open_roadmap(Asked& asked, const StoredRoadmap& stored) {
  return asked.rounds.roadmaps.open(stored.id(), asked.view.committed_seq(),
                                    [&](std::uint64_t after_seq) { return stored.events(after_seq); });
}

TextBook::TextPointer open_text(Asked& asked, const roadmap::Roadmap& roadmap, const roadmap::StoredText& stored) {
  const auto load = [&] { return roadmap::open_log(stored, stored.head, roadmap::hanging_on_text(roadmap.view)); };
  TextBook* book = asked.rounds.roadmaps.texts;
  if (book != nullptr) return book->open(roadmap.id(), load);
  return std::make_shared<const roadmap::TextLog>(load());
}

RemovalBook::RemovalPointer prepared_removal(Asked& asked, const v1::RoadmapCommand& command) {
  RemovalBook* book = asked.rounds.roadmaps.removals;
  if (book == nullptr || !command.has_remove_passage()) return nullptr;
  return book->take(command.roadmap_id(), command.remove_passage().passage());
}

// --- What names people and threads of the community --------------------------------------------------------------

Checked check_pen(Asked& asked, const v1::InvitePen& command, std::uint64_t territory_id) {
  constexpr auto field = "invite_pen.member_id";
  const auto member = asked.view.member(command.member_id());
  if (!member || member->status != v1::MEMBER_STATUS_ACTIVE) return refuse::not_found(field);
  if (!roadmap::can_be_pen(member->role)) return refuse::invalid(field, "somebody with this role does not write along");
  if (identity::is_of_pair(*member, territory_id)) return refuse::already_done(field);
  return {};
}

Checked check_obstacle(Asked& asked, const v1::RoadmapActionField& field, std::string_view path) {
  if (field.obstacle_thread_id() == 0) return {};
  auto thread = access_thread(asked, field.obstacle_thread_id(), path);
  if (!thread) return pass_on(thread);
  // The link is told to all who read the roadmap, so that it must not tell them of a thread that they may not know.
  const bool is_public = thread->channel.kind == v1::CHANNEL_KIND_THEMES;
  if (thread->thread.kind == v1::THREAD_KIND_OBSTACLE && is_public) return {};
  return refuse::invalid(path, "an action is linked to an obstacle that the community reads");
}

Checked check_names(Asked& asked, const v1::RoadmapCommand& command, std::uint64_t territory_id) {
  switch (command.body_case()) {
    case Body::kInvitePen: return check_pen(asked, command.invite_pen(), territory_id);
    case Body::kSetAction: return check_obstacle(asked, command.set_action().field(), "set_action.field");
    case Body::kAddAction:
      for (const v1::RoadmapActionField& field : command.add_action().fields()) {
        if (auto checked = check_obstacle(asked, field, "add_action.fields"); !checked) return checked;
      }
      return {};
    default: return {};
  }
}

// --- Announcing --------------------------------------------------------------------------------------------------

// The organisations stay when somebody is forgotten.
void name_organisations(Asked& asked, v1::RoadmapEvent& event) {
  if (!event.has_version_made()) return;
  for (v1::RoadmapAuthor& author : *event.mutable_version_made()->mutable_authors()) {
    author.set_organisation(asked.view.profile(author.member_id()).organisation());
  }
}

// Returns the roadmap as these events leave it.
roadmap::Roadmap do_announce(Announcer& announce, Asked& asked, roadmap::Roadmap roadmap,
                             std::vector<roadmap::Told> events) {
  for (roadmap::Told& told : events) {
    told.event.DiscardUnknownFields();  // what a client put beside what the rules looked at goes no further
    name_organisations(asked, told.event);
    const std::uint64_t birth_seq = told.birth_seq != 0 ? told.birth_seq : announce.next_seq();
    v1::Event& event = announce.to_channel(told.event.roadmap_id(), birth_seq);
    *event.mutable_roadmap() = std::move(told.event);
    roadmap::apply(roadmap, event);
  }
  return roadmap;
}

void do_write(Announcer& announce, std::uint64_t roadmap_id, const roadmap::TextLog& log, roadmap::Decision& decision) {
  TextWork work{.roadmap_id = roadmap_id,
                .entries = std::move(decision.entries),
                .placed = std::move(decision.placed),
                .taken_off = std::move(decision.taken_off),
                .rows = {},
                .removal = std::move(decision.removal)};
  if (work.entries.empty() && work.placed.empty() && work.taken_off.empty() && work.removal == nullptr) return;
  CHECK(work.placed.empty() || work.entries.empty(), "no command both writes and hangs something on the text");
  work.rows = roadmap::rows_for(log, work.entries);
  announce.text(std::move(work));
}

// --- Who reads it ------------------------------------------------------------------------------------------------

bool changes_readers(const v1::RoadmapCommand& command) {
  return command.has_create_roadmap() || command.has_share_roadmap() || command.has_invite_pen() ||
         command.has_end_pen();
}

void do_settle_one(Announcer& announce, const MemberState& member, const ChannelState& channel,
                   const std::optional<v1::Membership>& membership, const std::optional<roadmap::Since>& since) {
  if (!since) {
    if (membership) do_end(announce, member.id, channel.id);
    return;
  }
  const bool is_so = membership && membership->role() == member.role && membership->reads_from_seq() == since->seq;
  if (!is_so) do_change_hat(announce, member, member.role, channel, since->seq);
}

void do_settle_readers(Announcer& announce, Asked& asked, const roadmap::Roadmap& roadmap) {
  const ChannelState channel{
      .id = roadmap.id(), .territory_id = roadmap.view.territory_id(), .kind = v1::CHANNEL_KIND_ROADMAP};
  const StoredRoadmap stored = asked.view.roadmap(roadmap.id());
  for (const MemberState& member : asked.view.members()) {
    const auto since = reads_since(roadmap, person_in(stored, member, channel.territory_id));
    do_settle_one(announce, member, channel, asked.view.membership(member.id, channel.id), since);
  }
}

Decided create_roadmap(Asked& asked, const v1::CreateRoadmap& command) {
  constexpr auto field = "create_roadmap";
  const std::uint64_t territory_id = asked.me.territory_id;
  if (!identity::is_of_pair(asked.me, territory_id)) {
    return roadmap::refuse::forbidden("rights", field, "a roadmap is begun by the pair of a territory");
  }
  const auto channels = asked.view.channels_of_territory(territory_id);
  const auto is_roadmap = [](const ChannelState& one) { return one.kind == v1::CHANNEL_KIND_ROADMAP; };
  if (std::ranges::count_if(channels, is_roadmap) >= roadmap::limits::of_territory_max) {
    return refuse::too_large(field, roadmap::limits::of_territory_max, "roadmaps");
  }
  const v1::RoadmapTemplate* form = roadmap::find_template(command.template_key());
  if (form == nullptr) return refuse::invalid("create_roadmap.template_key", "there is no template of this name");
  const StoredRoadmap stored = asked.view.roadmap(asked.next_seq);
  const roadmap::Person person = person_in(stored, asked.me, territory_id);
  auto decided = roadmap::create(*form, person, territory_id, command, {asked.now, asked.next_seq});
  if (!decided) return pass_on(decided);
  Announcer announce(asked);
  const roadmap::Roadmap created = do_announce(announce, asked, {}, std::move(decided->events));
  do_write(announce, created.id(), {}, *decided);
  do_settle_readers(announce, asked, created);
  return announce.decision();
}

// A pen whose holder has no place for it any more is put down, not kept for his return.
void do_put_down_pen(Announcer& announce, roadmap::Roadmap& roadmap, const MemberState& after) {
  const bool may_hold = after.status == v1::MEMBER_STATUS_ACTIVE && roadmap::can_be_pen(after.role);
  if (may_hold || !roadmap::has_pen(roadmap, after.id)) return;
  v1::Event& event = announce.to_channel(roadmap.id());
  event.mutable_roadmap()->set_roadmap_id(roadmap.id());
  event.mutable_roadmap()->mutable_pen_ended()->set_member_id(after.id);
  roadmap::apply(roadmap, event);
}

Checked check_epoch(const Asked& asked, const v1::PushText& command, std::uint64_t version) {
  const std::string* epoch = asked.rounds.roadmaps.epoch;
  if (epoch == nullptr || *epoch == command.epoch()) return {};
  return roadmap::refuse::push_conflict("epoch", version);
}

}  // namespace

roadmap::Person person_in(const StoredRoadmap& stored, const MemberState& member, std::uint64_t territory_id) {
  if (member.status == v1::MEMBER_STATUS_LEFT) return {.member_id = member.id};
  const bool may_advise =
      member.status == v1::MEMBER_STATUS_ACTIVE && identity::may_wear(member.role, v1::ROLE_ADVISER);
  return {.member_id = member.id,
          .role = member.role,
          .is_of_pair = identity::is_of_pair(member, territory_id),
          .advises_pair = may_advise && stored.is_advised_by(member.id, territory_id)};
}

Decided decide_roadmap(Asked& asked, const v1::RoadmapCommand& command) {
  if (command.has_create_roadmap()) return create_roadmap(asked, command.create_roadmap());
  const StoredRoadmap stored = asked.view.roadmap(command.roadmap_id());
  const RoadmapPointer before = open_roadmap(asked, stored);
  if (before == nullptr) return refuse::not_found("roadmap_id");
  const roadmap::Person person = person_in(stored, asked.me, before->view.territory_id());
  if (!roadmap::may(*before, person, roadmap::Act::read)) return refuse::not_found("roadmap_id");

  const roadmap::StoredText text = text_in(stored);
  const auto log = open_text(asked, *before, text);
  auto decided = roadmap::decide(*before, {*log, text, prepared_removal(asked, command)}, person, command,
                                 {asked.now, asked.next_seq});
  if (!decided) return pass_on(decided);
  auto names = check_names(asked, command, before->view.territory_id());
  if (!names) return pass_on(names);

  Announcer announce(asked);
  const roadmap::Roadmap after = do_announce(announce, asked, *before, std::move(decided->events));
  if (!decided->entries.empty()) {
    v1::TextTaken taken;
    taken.set_version(decided->entries.back().version);
    announce.answer_text(taken);
  }
  do_write(announce, before->id(), *log, *decided);
  if (changes_readers(command)) do_settle_readers(announce, asked, after);
  return announce.decision();
}

Decided push_text(Asked& asked, const v1::PushText& command) {
  constexpr auto field = "push_text.roadmap_id";
  const StoredRoadmap stored = asked.view.roadmap(command.roadmap_id());
  const RoadmapPointer roadmap = open_roadmap(asked, stored);
  if (roadmap == nullptr) return refuse::not_found(field);
  const roadmap::Person person = person_in(stored, asked.me, roadmap->view.territory_id());
  if (!roadmap::may(*roadmap, person, roadmap::Act::read)) return refuse::not_found(field);

  const roadmap::StoredText text = text_in(stored);
  const auto log = open_text(asked, *roadmap, text);
  if (auto checked = check_epoch(asked, command, log->version()); !checked) return pass_on(checked);
  auto pushed = roadmap::push(*roadmap, {*log, text}, person, command.push(), {asked.now, asked.next_seq});
  if (!pushed) return pass_on(pushed);
  Announcer announce(asked);
  // Most pushes tell nothing, and a roadmap is not copied for them.
  if (!pushed->decision.events.empty()) do_announce(announce, asked, *roadmap, std::move(pushed->decision.events));
  announce.answer_text(pushed->answer);
  do_write(announce, roadmap->id(), *log, pushed->decision);
  return announce.decision();
}

Decided mark_roadmap_seen(Asked& asked, const v1::MarkRoadmapSeen& command) {
  constexpr auto field = "mark_roadmap_seen.roadmap_id";
  auto place = access_channel(asked, command.roadmap_id(), field);
  if (!place) return pass_on(place);
  if (place->channel.kind != v1::CHANNEL_KIND_ROADMAP) return refuse::not_found(field);
  if (command.text_version() > asked.view.roadmap(command.roadmap_id()).text_version()) {
    return refuse::invalid("mark_roadmap_seen.text_version", "it is beyond the head");
  }
  if (command.seq() >= asked.next_seq) return refuse::invalid("mark_roadmap_seen.seq", "it is beyond the head");
  Decision decision;
  v1::RoadmapVisit& visit = *decision.private_rows.emplace_back().mutable_roadmap_visit();
  visit.set_roadmap_id(command.roadmap_id());
  visit.set_text_version(command.text_version());
  visit.set_seq(command.seq());
  visit.set_at_ms(asked.now);
  return decision;
}

void do_settle_roadmaps(Announcer& announce, Asked& asked, const MemberState& after, std::uint64_t advised_id) {
  for (const std::uint64_t id : asked.view.roadmaps()) {
    const StoredRoadmap stored = asked.view.roadmap(id);
    const RoadmapPointer known = open_roadmap(asked, stored);
    CHECK(known != nullptr, "a roadmap has an event that created it");
    std::optional<roadmap::Roadmap> changed;
    if (roadmap::has_pen(*known, after.id)) do_put_down_pen(announce, changed.emplace(*known), after);
    const roadmap::Roadmap& roadmap = changed ? *changed : *known;
    const std::uint64_t territory_id = roadmap.view.territory_id();
    roadmap::Person person = person_in(stored, after, territory_id);
    person.advises_pair |= advised_id != 0 && advised_id == territory_id;
    const ChannelState channel{.id = id, .territory_id = territory_id, .kind = v1::CHANNEL_KIND_ROADMAP};
    do_settle_one(announce, after, channel, asked.view.membership(after.id, id), reads_since(roadmap, person));
  }
}

}  // namespace ramure::community
