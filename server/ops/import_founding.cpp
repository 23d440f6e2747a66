// The steps that make a community and its people: the founder's commands, and what is said of the places at once.
#include <algorithm>

#include "server/ops/import_script.hpp"

namespace ramure::ops {

namespace {

using Fill = std::function<void(const ImportRun&, v1::Command&)>;

Step by_founder(TimestampMs at_ms, const std::string& name, const std::string& where, Fill fill) {
  const auto give = [fill = std::move(fill)](const ImportRun& run) {
    Order order;
    fill(run, order.command);
    return std::optional(order);
  };
  const auto done = [name](ImportRun& run, const v1::Accepted& accepted) { run.note(name, accepted.first_seq()); };
  return {.at_ms = at_ms, .name = name, .where = where, .order = give, .done = done};
}

Step add_theme(const CorpusTheme& theme, std::uint32_t position, TimestampMs at_ms) {
  return by_founder(at_ms, "theme:" + theme.id, theme.where,
                    [&theme, position](const ImportRun&, v1::Command& command) {
                      v1::Theme& added = *command.mutable_add_theme()->mutable_theme();
                      added.set_key(theme.id);
                      added.set_title(theme.title);
                      added.set_short_title(theme.short_title);
                      added.set_description(theme.description);
                      added.set_position(position);
                    });
}

void fill_territory(const CorpusTerritory& territory, v1::Territory& filled) {
  filled.set_key(territory.id);
  filled.set_name(territory.name);
  filled.set_profile_label(territory.profile_label);
  filled.set_summary(territory.summary);
  filled.set_time_zone(territory.time_zone);
}

Step add_territory(const CorpusTerritory& territory, TimestampMs at_ms) {
  return by_founder(at_ms, "territory:" + territory.id, territory.where,
                    [&territory](const ImportRun&, v1::Command& command) {
                      fill_territory(territory, *command.mutable_add_territory()->mutable_territory());
                    });
}

// What a territory offers and seeks is said by its pair: the first of the two.
Step present_territory(const CorpusTerritory& territory, const CorpusPerson& author, TimestampMs at_ms) {
  const auto give = [&territory, &author](const ImportRun& run) {
    Order order{.member_id = run.person(author.id), .command = {}};
    v1::Territory& edited = *order.command.mutable_edit_territory()->mutable_territory();
    fill_territory(territory, edited);
    edited.set_id(run.id("territory:" + territory.id));
    edited.set_offers(territory.offers);
    edited.set_seeks(territory.seeks);
    return std::optional(order);
  };
  return {.at_ms = at_ms, .name = "presentation:" + territory.id, .where = territory.where, .order = give};
}

void add_presentations(const Corpus& corpus, TimestampMs at_ms, std::vector<Step>& script) {
  for (const CorpusTerritory& territory : corpus.territories) {
    if (territory.offers.empty() && territory.seeks.empty()) continue;
    const auto author = std::ranges::find(corpus.people, territory.id, &CorpusPerson::territory_id);
    if (author != corpus.people.end()) script.push_back(present_territory(territory, *author, at_ms));
  }
}

Step add_person(const CorpusPerson& person, TimestampMs at_ms) {
  return by_founder(at_ms, "person:" + person.id, person.where, [&person](const ImportRun& run, v1::Command& command) {
    v1::AddMember& added = *command.mutable_add_member();
    added.set_key(person.id);
    added.set_name(person.name);
    added.set_role(person.role);
    if (!person.territory_id.empty()) added.set_territory_id(run.id("territory:" + person.territory_id));
    added.set_organisation(person.organisation);
    added.set_function(person.function);
    added.set_bio(person.bio);
  });
}

Step give_charge(const CorpusCharge& charge, TimestampMs at_ms) {
  return by_founder(
      at_ms, "charge:" + charge.territory_id + ":" + charge.person_id, charge.where,
      [&charge](const ImportRun& run, v1::Command& command) {
        v1::GrantMembership& granted = *command.mutable_grant_membership();
        granted.set_channel_id(run.channel(
            {.id = {}, .kind = v1::CHANNEL_KIND_PAIR_FOLLOW_UP, .territory_id = charge.territory_id, .person_id = {}}));
        granted.set_member_id(run.person(charge.person_id));
        granted.set_role(v1::ROLE_ADVISER);
      });
}

}  // namespace

void add_founding(const Corpus& corpus, TimestampMs at_ms, std::vector<Step>& script) {
  script.push_back(
      by_founder(at_ms, "community", "community.json: programme", [&corpus](const ImportRun&, v1::Command& command) {
        command.mutable_found_community()->set_slug(corpus.slug);
        command.mutable_found_community()->set_name(corpus.name);
        command.mutable_found_community()->set_time_zone(corpus.time_zone);
      }));
  std::uint32_t position = 0;
  for (const CorpusTheme& theme : corpus.themes) script.push_back(add_theme(theme, ++position, at_ms));
  for (const CorpusTerritory& territory : corpus.territories) script.push_back(add_territory(territory, at_ms));
  for (const CorpusPerson& person : corpus.people) script.push_back(add_person(person, at_ms));
  for (const CorpusCharge& charge : corpus.charges) script.push_back(give_charge(charge, at_ms));
  add_presentations(corpus, at_ms, script);
}

void add_word(const Corpus& corpus, TimestampMs at_ms, std::vector<Step>& script) {
  if (!corpus.word) return;
  const CorpusWord& word = *corpus.word;
  const auto give = [&word](const ImportRun& run) {
    Order order{.member_id = run.person(word.author_id), .command = {}};
    order.command.mutable_edit_word()->set_text(word.text);
    return std::optional(order);
  };
  script.push_back({.at_ms = at_ms, .name = "word", .where = word.where, .order = give});
}

}  // namespace ramure::ops
