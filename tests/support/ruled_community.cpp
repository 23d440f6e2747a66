#include "tests/support/ruled_community.hpp"

#include <stdexcept>

#include "storage/reader.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

using community::Actor;
using community::Decided;
using community::Decision;

namespace {

[[noreturn]] void fail(const v1::Command& command, std::string_view why) {
  throw std::logic_error(std::string(why) + ": " + command.ShortDebugString());
}

}  // namespace

RuledCommunity::RuledCommunity() : store_(open_test_store(folder_.path())) { found(); }

std::string RuledCommunity::next_key() {
  std::string key(16, '\0');
  const std::string number = std::to_string(++keys_);
  return key.replace(0, number.size(), number);
}

Decided RuledCommunity::decide_in_command(const Actor& actor, v1::Command& command) {
  command.set_command_key(next_key());
  const auto now = std::max(FoundedCommunity::first_event_ms, store_->last_event_ms() + 1'000);
  return community::decide(view(), command, actor, store_->next_seq(), now);
}

void RuledCommunity::apply(const Actor& actor, const Decision& decision) {
  for (const v1::Event& event : decision.events) store_->append(event);
  if (decision.forgets_marks.thread_id != 0) store_->forget_marks(actor.member_id, decision.forgets_marks);
  if (decision.starts_afresh) store_->start_afresh(actor.member_id, *decision.starts_afresh);
  if (decision.undoes_fresh_start) store_->undo_fresh_start(actor.member_id, *decision.undoes_fresh_start);
  for (const v1::PrivateRow& row : decision.private_rows) store_->write_private(actor.member_id, row);
  for (const auto& other : decision.rows_of_others) store_->write_private(other.member_id, other.row);
  for (const std::string& id : decision.uses_upload_ids) store_->use_upload(id);
  if (decision.dossier_basis.dossier_id != 0) {
    store_->keep_dossier_basis(decision.dossier_basis.dossier_id, decision.dossier_basis.bytes);
  }
  for (const auto& look : decision.round_looks) store_->note_round_look(look.round_id, look.at_ms);
  for (const community::TextWork& work : decision.texts) {
    for (const auto& row : work.rows.entries) store_->append_text(work.roadmap_id, row.version, row.bytes);
    for (const auto& row : work.rows.snapshots) store_->write_text_snapshot(work.roadmap_id, row.version, row.bytes);
    for (const auto version : work.rows.dropped_snapshots) store_->drop_text_snapshot(work.roadmap_id, version);
    if (work.removal == nullptr) continue;
    std::vector<storage::Store::TextRow> entries, snapshots;
    for (const auto& row : work.removal->entries) entries.push_back({row.version, row.bytes});
    for (const auto& row : work.removal->snapshots) snapshots.push_back({row.version, row.bytes});
    store_->rewrite_text(work.roadmap_id, entries, snapshots);
  }
}

v1::Snapshot RuledCommunity::snapshot(std::uint64_t member_id) const {
  v1::Snapshot answer;
  std::uint64_t as_of = 0;
  if (!storage::Reader::open(folder())->snapshot(member_id, answer, as_of)) throw std::logic_error("no snapshot");
  return answer;
}

Decided RuledCommunity::send(const Actor& actor, v1::Command command) {
  store_->begin();
  store_->begin_command();
  auto decided = decide_in_command(actor, command);
  if (decided) {
    apply(actor, *decided);
    store_->end_command();
    events_.insert(events_.end(), decided->events.begin(), decided->events.end());
  } else {
    store_->undo_command();
  }
  store_->commit();
  return decided;
}

Decided RuledCommunity::consider(const Actor& actor, v1::Command command) {
  store_->begin();
  store_->begin_command();
  auto decided = decide_in_command(actor, command);
  if (decided) apply(actor, *decided);
  store_->undo_command();
  store_->commit();
  return decided;
}

Decision RuledCommunity::accept(const Actor& actor, const v1::Command& command) {
  auto decided = send(actor, command);
  if (!decided) fail(command, decided.error().ShortDebugString());
  return *decided;
}

v1::Refusal RuledCommunity::refusal(std::uint64_t member_id, const v1::Command& command) {
  auto decided = consider(member_id, command);
  if (decided) fail(command, "accepted, and should not have been");
  return decided.error();
}

v1::Command RuledCommunity::opening_in(std::uint64_t channel_id) {
  v1::Command command = command_open_thread(channel_id, channel_id == themes ? theme : 0);
  if (channel_id == resources || channel_id == proposals) {
    command.mutable_open_thread()->set_kind(v1::THREAD_KIND_RESOURCE);
  }
  return command;
}

std::uint64_t RuledCommunity::open_thread(std::uint64_t channel_id, std::uint64_t author_id, std::string_view title) {
  v1::Command command = opening_in(channel_id);
  command.mutable_open_thread()->set_title(std::string(title));
  return accept(author_id, command).events.front().seq();
}

std::uint64_t RuledCommunity::post(std::uint64_t thread_id, std::uint64_t author_id, std::string_view body) {
  return accept(author_id, command_post(thread_id, body)).events.front().seq();
}

std::uint64_t RuledCommunity::declare(std::uint64_t author_id, v1::ObstacleScope scope, bool draft) {
  return accept(author_id, command_declare(scope, theme, draft)).events.front().seq();
}

std::uint64_t RuledCommunity::add_member(v1::Role role, std::uint64_t territory_id, std::string_view key) {
  return accept(Actor::founder(), command_add_member(role, territory_id, key)).events.front().seq();
}

std::uint64_t RuledCommunity::converse(std::uint64_t member_id, const std::vector<std::uint64_t>& others) {
  v1::Command command;
  command.mutable_open_conversation()->mutable_member_ids()->Add(others.begin(), others.end());
  const Decision decision = accept(member_id, command);
  return decision.existing_seq != 0 ? decision.existing_seq : decision.events.front().seq();
}

std::uint64_t RuledCommunity::channel_of(v1::ChannelKind kind, std::uint64_t territory_id, std::uint64_t person_id) {
  for (const storage::ChannelState& channel : view().channels()) {
    if (channel.kind == kind && channel.territory_id == territory_id && channel.person_id == person_id) {
      return channel.id;
    }
  }
  throw std::logic_error("there is no channel of kind " + v1::ChannelKind_Name(kind));
}

RuledCommunity::Territory RuledCommunity::add_territory(std::string_view key, std::string_view name) {
  v1::Command command;
  v1::Territory& territory = *command.mutable_add_territory()->mutable_territory();
  territory.set_key(std::string(key));
  territory.set_name(std::string(name));
  territory.set_time_zone("Europe/Paris");
  Territory added;
  added.id = accept(Actor::founder(), command).events.front().seq();
  added.channel = channel_of(v1::CHANNEL_KIND_TERRITORY, added.id);
  added.pair = channel_of(v1::CHANNEL_KIND_PAIR, added.id);
  added.pair_obstacles = channel_of(v1::CHANNEL_KIND_PAIR_OBSTACLES, added.id);
  added.pair_follow_up = channel_of(v1::CHANNEL_KIND_PAIR_FOLLOW_UP, added.id);
  added.first = add_member(v1::ROLE_CATALYST, added.id, std::string(key) + "-1");
  added.second = add_member(v1::ROLE_CATALYST, added.id, std::string(key) + "-2");
  added.first_follow_up = channel_of(v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP, 0, added.first);
  added.second_follow_up = channel_of(v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP, 0, added.second);
  return added;
}

void RuledCommunity::take_charge(const Territory& territory) {
  v1::Command command;
  command.mutable_grant_membership()->set_channel_id(territory.pair_follow_up);
  command.mutable_grant_membership()->set_member_id(adviser);
  command.mutable_grant_membership()->set_role(v1::ROLE_ADVISER);
  accept(Actor::founder(), command);
}

void RuledCommunity::found() {
  v1::Command command;
  command.mutable_found_community()->set_slug("essai");
  command.mutable_found_community()->set_name("Communauté d’essai");
  command.mutable_found_community()->set_time_zone("Europe/Paris");
  accept(Actor::founder(), command);
  plenary = channel_of(v1::CHANNEL_KIND_PLENARY);
  themes = channel_of(v1::CHANNEL_KIND_THEMES);
  backstage = channel_of(v1::CHANNEL_KIND_BACKSTAGE);
  resources = channel_of(v1::CHANNEL_KIND_RESOURCES);
  proposals = channel_of(v1::CHANNEL_KIND_RESOURCE_PROPOSALS);
  steering_committee = channel_of(v1::CHANNEL_KIND_STEERING);
  orientation_committee = channel_of(v1::CHANNEL_KIND_ORIENTATION);
  technical_committee = channel_of(v1::CHANNEL_KIND_TECHNICAL);
  for (std::uint64_t* id : {&theme, &other_theme}) {
    v1::Theme& added = *command.mutable_add_theme()->mutable_theme();
    added.set_key(id == &theme ? "th1" : "th2");
    added.set_title("Un thème");
    *id = accept(Actor::founder(), command).events.front().seq();
  }
  valmerac = add_territory("valmerac", "Métropole de Valmérac");
  facilitator = add_member(v1::ROLE_FACILITATOR, 0, "f01");
  other_facilitator = add_member(v1::ROLE_FACILITATOR, 0, "f02");
  adviser = add_member(v1::ROLE_ADVISER, 0, "a01");
  other_adviser = add_member(v1::ROLE_ADVISER, 0, "a02");
  take_charge(valmerac);
  kerlohan = add_territory("kerlohan", "Pays de Kerlohan");
  take_charge(kerlohan);
  evaluator = add_member(v1::ROLE_EVALUATOR, 0, "e01");
  steering = add_member(v1::ROLE_STEERING, 0, "s01");
  orientation = add_member(v1::ROLE_ORIENTATION, 0, "o01");
  technical = add_member(v1::ROLE_TECHNICAL_COMMITTEE, 0, "t01");
  admin = add_member(v1::ROLE_ADMIN, 0, "adm1");
  other_admin = add_member(v1::ROLE_ADMIN, 0, "adm2");
  former = add_member(v1::ROLE_CATALYST, kerlohan.id, "parti1");
  gone = add_member(v1::ROLE_CATALYST, kerlohan.id, "parti2");
  for (const auto& [id, status] : {std::pair{former, v1::MEMBER_STATUS_FORMER}, {gone, v1::MEMBER_STATUS_LEFT}}) {
    command.mutable_end_membership()->set_member_id(id);
    command.mutable_end_membership()->set_status(status);
    accept(Actor::founder(), command);
  }
}

v1::Command command_open_thread(std::uint64_t channel_id, std::uint64_t theme_id) {
  v1::Command command;
  v1::OpenThread& open = *command.mutable_open_thread();
  open.set_channel_id(channel_id);
  open.set_kind(v1::THREAD_KIND_DISCUSSION);
  open.set_title("Un fil");
  open.set_body("Voici de quoi il s’agit.");
  open.set_theme_id(theme_id);
  return command;
}

v1::Command command_post(std::uint64_t thread_id, std::string_view body) {
  v1::Command command;
  command.mutable_post_message()->set_thread_id(thread_id);
  command.mutable_post_message()->set_body(std::string(body));
  return command;
}

v1::Command command_edit(std::uint64_t message_id, std::uint32_t version, std::string_view body) {
  v1::Command command;
  command.mutable_edit_message()->set_message_id(message_id);
  command.mutable_edit_message()->set_version(version);
  command.mutable_edit_message()->set_body(std::string(body));
  return command;
}

v1::Command command_declare(v1::ObstacleScope scope, std::uint64_t theme_id, bool draft) {
  v1::Command command;
  v1::DeclareObstacle& declare = *command.mutable_declare_obstacle();
  declare.set_title("La convention est bloquée");
  declare.set_body("Elle attend une signature depuis trois mois.");
  declare.mutable_card()->set_scope(scope);
  declare.mutable_card()->set_context("Deux services, aucune réponse.");
  declare.mutable_card()->add_natures(v1::OBSTACLE_NATURE_LEGAL);
  declare.set_theme_id(theme_id);
  declare.set_draft(draft);
  return command;
}

v1::Command command_add_member(v1::Role role, std::uint64_t territory_id, std::string_view key) {
  v1::Command command;
  command.mutable_add_member()->set_name("Personne " + std::string(key));
  command.mutable_add_member()->set_role(role);
  command.mutable_add_member()->set_territory_id(territory_id);
  command.mutable_add_member()->set_key(std::string(key));
  return command;
}

v1::Command command_status(std::uint64_t thread_id, v1::ObstacleStatus status) {
  v1::Command command;
  command.mutable_set_obstacle_status()->set_thread_id(thread_id);
  command.mutable_set_obstacle_status()->set_status(status);
  return command;
}

}  // namespace ramure::test
