#include "tests/support/served_community.hpp"

#include <array>
#include <stdexcept>

#include "protocol/limits.hpp"
#include "server/identity/tokens.hpp"
#include "server/system_clock.hpp"
#include "storage/accounts.hpp"

namespace ramure::test {

namespace {

constexpr TimestampMs begun_ms = 1'790'000'000'000;  // a fixed day, so that every run writes the same
constexpr std::array<const char*, 16> subjects = {
    "la convention", "le tiers-lieu",  "notre collectif", "la subvention",    "l’association",  "le conseil",
    "une élue",      "le diagnostic",  "la mobilité",     "un partenaire",    "la gouvernance", "le financement",
    "la réunion",    "une entreprise", "le territoire",   "l’expérimentation"};
constexpr std::array<const char*, 12> verbs = {"avance lentement depuis",
                                               "a changé après",
                                               "dépend encore de",
                                               "prépare",
                                               "rencontre",
                                               "finance",
                                               "retarde",
                                               "accompagne",
                                               "simplifie",
                                               "interroge",
                                               "rassemble",
                                               "soutient"};
constexpr std::array<const char*, 10> objects = {
    "la cartographie des acteurs", "les jeunes apprentis",      "le budget partagé",       "les associations locales",
    "la feuille de route",         "les habitants du quartier", "l’insularité et le fret", "les services juridiques",
    "la coopérative d’activité",   "le mécénat de compétences"};

v1::Command with_key(v1::Command command, std::uint64_t number) {
  command.set_command_key(
      identity::derived_command_key(begun_ms + static_cast<TimestampMs>(number), "load-" + std::to_string(number)));
  return command;
}

std::uint64_t found(Filler& filler) {
  const auto founder = community::Actor::founder();
  v1::Command command;
  command.mutable_found_community()->set_slug(served_slug);
  command.mutable_found_community()->set_name("Banc d’essai");
  command.mutable_found_community()->set_time_zone("Europe/Paris");
  return filler.run(founder, command);
}

std::uint64_t add_territory(Filler& filler, std::size_t number) {
  v1::Command command;
  v1::Territory& territory = *command.mutable_add_territory()->mutable_territory();
  territory.set_key("t" + std::to_string(number + 1));
  territory.set_name("Territoire " + std::to_string(number + 1));
  territory.set_time_zone("Europe/Paris");
  return filler.run(community::Actor::founder(), command);
}

std::uint64_t channel_of(Filler& filler, v1::ChannelKind kind, std::uint64_t territory_id) {
  for (const storage::ChannelState& channel : filler.store().view().channels()) {
    if (channel.kind == kind && channel.territory_id == territory_id) return channel.id;
  }
  throw std::runtime_error("the community lacks a channel");
}

std::uint64_t open_thread(Filler& filler, std::uint64_t member, std::uint64_t channel, const std::string& title) {
  v1::Command command;
  command.mutable_open_thread()->set_channel_id(channel);
  command.mutable_open_thread()->set_kind(v1::THREAD_KIND_DISCUSSION);
  command.mutable_open_thread()->set_title(title);
  command.mutable_open_thread()->set_body("Bonjour à toutes et à tous.");
  return filler.run(community::Actor::member(member), command);
}

std::uint64_t add_member(Filler& filler, const std::string& name, v1::Role role, std::uint64_t territory_id) {
  v1::Command command;
  command.mutable_add_member()->set_name(name);
  command.mutable_add_member()->set_role(role);
  command.mutable_add_member()->set_territory_id(territory_id);
  return filler.run(community::Actor::founder(), command);
}

void add_sessions(ServedCommunity& community) {
  SystemRandom random;
  storage::AccountFile accounts(community.data / "accounts.db");
  auto change = accounts.begin();
  for (std::size_t i = 0; i <= community.members.size(); ++i) {
    ServedMember& member = i == community.members.size() ? community.facilitator : community.members[i];
    storage::AccountRow account;
    account.name = account.folded_name = "m" + std::to_string(i);
    account.password_hash = "none";
    const std::uint64_t account_id = accounts.add_account(account);
    accounts.link(account_id, served_slug, member.id);
    member.token = identity::new_token(random);
    storage::SessionRow session;
    session.token_hash = identity::bytes_of(identity::hash_of_token(member.token));
    session.account_id = account_id;
    session.created_at_ms = session.last_used_ms = SystemClock().now_ms();
    session.expires_at_ms = session.created_at_ms + 24 * 3600 * 1000;
    accounts.add_session(session);
  }
  change.commit();
}

}  // namespace

std::string sentence(std::uint64_t number) {
  return std::string(subjects[number % subjects.size()]) + " " + verbs[(number / 16) % verbs.size()] + " " +
         objects[(number / 7) % objects.size()] + ", dossier n° " + std::to_string(number) +
         ", à reprendre ensemble à la prochaine session.";
}

Filler::Filler(const std::filesystem::path& folder, bool durable)
    : store_([&] {
        storage::StoreOptions options;
        options.durable = durable;
        options.create = !std::filesystem::exists(folder / "community.db");
        options.new_epoch = std::string(32, '1');
        options.new_hash_key = std::string(32, 'k');
        std::filesystem::create_directories(folder);
        return storage::Store::open(folder, options);
      }()),
      clock_(begun_ms),
      writer_(*store_, clock_, {}) {}

Filler::~Filler() { store_->checkpoint(true); }

std::uint64_t Filler::run(const community::Actor& actor, v1::Command command) {
  const live::PendingCommand pending{actor, with_key(std::move(command), store_->next_seq())};
  const live::BatchOutcome outcome = writer_.run_batch(std::span(&pending, 1));
  const auto& result = outcome.outcomes.front().result;
  if (!result) throw std::runtime_error("refused: " + result.error().message() + " " + result.error().field());
  return result->first_seq();
}

void Filler::post_many(const std::vector<ServedMember>& members, std::uint64_t thread_id, std::uint64_t count,
                       std::uint64_t first_number) {
  std::vector<live::PendingCommand> batch;
  for (std::uint64_t i = 0; i < count; ++i) {
    v1::Command command;
    command.mutable_post_message()->set_thread_id(thread_id);
    command.mutable_post_message()->set_body(sentence(first_number + i));
    batch.push_back({community::Actor::member(members[i % members.size()].id),
                     with_key(std::move(command), store_->next_seq() + batch.size())});
    if (batch.size() < limits::commands_per_batch_max && i + 1 < count) continue;
    for (const live::CommandOutcome& outcome : writer_.run_batch(batch).outcomes) {
      if (!outcome.result) throw std::runtime_error("refused: " + outcome.result.error().message());
    }
    batch.clear();
  }
}

ServedCommunity make_served_community(const std::filesystem::path& data, std::size_t territories,
                                      std::size_t members_per_territory) {
  ServedCommunity community;
  community.data = data;
  Filler filler(community.folder(), false);
  found(filler);
  std::vector<std::uint64_t> territory_ids;
  for (std::size_t i = 0; i < territories; ++i) territory_ids.push_back(add_territory(filler, i));
  for (std::size_t i = 0; i < territories * members_per_territory; ++i) {
    const std::size_t territory = i / members_per_territory;
    const std::uint64_t id =
        add_member(filler, "Membre " + std::to_string(i), v1::ROLE_CATALYST, territory_ids[territory]);
    community.members.push_back({id, territory, {}});
  }
  community.facilitator.id = add_member(filler, "Animation", v1::ROLE_FACILITATOR, 0);
  community.plenary_thread =
      open_thread(filler, community.members.front().id, channel_of(filler, v1::CHANNEL_KIND_PLENARY, 0), "Plénière");
  for (std::size_t i = 0; i < territories; ++i) {
    const std::uint64_t channel = channel_of(filler, v1::CHANNEL_KIND_TERRITORY, territory_ids[i]);
    community.territory_threads.push_back(
        open_thread(filler, community.members[i * members_per_territory].id, channel, "Canal de territoire"));
  }
  add_sessions(community);
  return community;
}

}  // namespace ramure::test
