// Every limit that a command can meet: what lies on it is accepted, one past it is refused with the limit and its unit.
#include <gtest/gtest.h>

#include <functional>

#include "protocol/limits.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using community::Actor;

struct Limit {
  std::string field;  // that the refusal names
  std::size_t most = 0;
  std::string unit;
  std::function<Command(RuledCommunity&, std::size_t)> command;  // with so much of it
  bool by_founder = false;
};

std::string letters(std::size_t count) { return std::string(count, 'x'); }

template <class Add>
void repeat(std::size_t count, Add add) {
  for (std::size_t i = 0; i < count; ++i) add("n" + std::to_string(i));
}

Command in_card(std::function<void(Obstacle&)> fill) {
  Command command = command_declare(OBSTACLE_SCOPE_PAIR, 0);
  fill(*command.mutable_declare_obstacle()->mutable_card());
  return command;
}

Command in_thread(RuledCommunity& c, std::function<void(OpenThread&)> fill) {
  Command command = command_open_thread(c.plenary);
  fill(*command.mutable_open_thread());
  return command;
}

Command in_member(RuledCommunity& c, std::function<void(AddMember&)> fill) {
  Command command = command_add_member(ROLE_CATALYST, c.valmerac.id, "p77");
  fill(*command.mutable_add_member());
  return command;
}

Command in_territory(std::function<void(Territory&)> fill) {
  Command command;
  Territory& territory = *command.mutable_add_territory()->mutable_territory();
  territory.set_key("t77");
  territory.set_name("Vallées");
  territory.set_time_zone("Europe/Paris");
  fill(territory);
  return command;
}

Command in_theme(std::function<void(Theme&)> fill) {
  Command command;
  Theme& theme = *command.mutable_add_theme()->mutable_theme();
  theme.set_key("th77");
  theme.set_title("Un thème");
  fill(theme);
  return command;
}

std::vector<Limit> limits_of_threads() {
  using C = RuledCommunity;
  return {
      {"open_thread.title", limits::title_bytes_max, "bytes",
       [](C& c, std::size_t n) { return in_thread(c, [&](OpenThread& o) { o.set_title(letters(n)); }); }},
      {"open_thread.body", limits::body_bytes_max, "bytes",
       [](C& c, std::size_t n) { return in_thread(c, [&](OpenThread& o) { o.set_body(letters(n)); }); }},
      {"open_thread.body", limits::mentions_max, "mentions",
       [](C& c, std::size_t n) {
         std::string body;
         for (std::size_t i = 1; i <= n; ++i) body += "<@" + std::to_string(i) + "> ";
         return in_thread(c, [&](OpenThread& o) { o.set_body(body); });
       }},
      {"open_thread.tags", limits::tags_max, "tags",
       [](C& c, std::size_t n) {
         return in_thread(c, [&](OpenThread& o) { repeat(n, [&](const std::string& tag) { o.add_tags(tag); }); });
       }},
      {"open_thread.tags", limits::tag_bytes_max, "bytes",
       [](C& c, std::size_t n) { return in_thread(c, [&](OpenThread& o) { o.add_tags(letters(n)); }); }},
      {"retitle_thread.title", limits::title_bytes_max, "bytes",
       [](C& c, std::size_t n) {
         Command command;
         command.mutable_retitle_thread()->set_thread_id(c.open_thread(c.plenary, c.valmerac.first));
         command.mutable_retitle_thread()->set_title(letters(n));
         return command;
       }},
      {"edit_summary.text", limits::summary_bytes_max, "bytes",
       [](C& c, std::size_t n) {
         Command command;
         command.mutable_edit_summary()->set_thread_id(c.open_thread(c.plenary, c.valmerac.first));
         command.mutable_edit_summary()->set_text(letters(n));
         return command;
       }},
      {"save_draft.text", limits::draft_bytes_max, "bytes",
       [](C& c, std::size_t n) {
         Command command;
         command.mutable_save_draft()->set_channel_id(c.plenary);
         command.mutable_save_draft()->set_text(letters(n));
         return command;
       }},
      {"open_conversation.member_ids", limits::conversation_members_max, "people",
       [](C& c, std::size_t n) {
         Command command;
         const std::array others{c.facilitator, c.adviser, c.kerlohan.first, c.kerlohan.second};
         for (std::size_t i = 0; i + 1 < n; ++i) command.mutable_open_conversation()->add_member_ids(others.at(i));
         return command;
       }},
  };
}

std::vector<Limit> limits_of_messages() {
  using C = RuledCommunity;
  const auto message = [](C& c) { return c.open_thread(c.plenary, c.valmerac.first) + 1; };
  return {
      {"post_message.body", limits::body_bytes_max, "bytes",
       [=](C& c, std::size_t n) { return command_post(message(c) - 1, letters(n)); }},
      {"edit_message.body", limits::body_bytes_max, "bytes",
       [=](C& c, std::size_t n) { return command_edit(message(c), 1, letters(n)); }},
      {"post_message.quotes", limits::quotes_max, "quotes",
       [=](C& c, std::size_t n) {
         const auto quoted = message(c);
         Command command = command_post(quoted - 1);
         for (std::size_t i = 0; i < n; ++i) command.mutable_post_message()->add_quotes()->set_message_id(quoted);
         return command;
       }},
      {"post_message.upload_ids", limits::attachments_per_message_max, "files",
       [=](C& c, std::size_t n) {
         Command command = command_post(message(c) - 1, "");  // beside a file no words are needed
         for (std::size_t i = 0; i < n; ++i) {
           command.mutable_post_message()->add_upload_ids(upload(c.folder(), c.valmerac.first, "Bonjour"));
         }
         return command;
       }},
      {"open_thread.upload_ids", limits::attachments_per_message_max, "files",
       [](C& c, std::size_t n) {
         return in_thread(c, [&](OpenThread& o) {
           o.clear_body();
           for (std::size_t i = 0; i < n; ++i) o.add_upload_ids(upload(c.folder(), c.valmerac.first, "Bonjour"));
         });
       }},
      {"react.name", limits::reaction_bytes_max, "bytes",
       [=](C& c, std::size_t n) {
         Command command;
         command.mutable_react()->set_message_id(message(c));
         command.mutable_react()->set_name(letters(n));
         command.mutable_react()->set_added(true);
         return command;
       }},
  };
}

std::vector<Limit> limits_of_cards() {
  using C = RuledCommunity;
  constexpr auto field_max = limits::card_field_bytes_max;
  return {
      {"declare_obstacle.title", limits::title_bytes_max, "bytes",
       [](C&, std::size_t n) {
         Command command = command_declare(OBSTACLE_SCOPE_PAIR, 0);
         command.mutable_declare_obstacle()->set_title(letters(n));
         return command;
       }},
      {"declare_obstacle.card.natures", limits::card_natures_max, "natures",
       [](C&, std::size_t n) {
         return in_card([&](Obstacle& card) {
           card.clear_natures();
           for (std::size_t i = 1; i <= n; ++i) card.add_natures(static_cast<ObstacleNature>(i));
         });
       }},
      {"declare_obstacle.card.context", field_max, "bytes",
       [](C&, std::size_t n) { return in_card([&](Obstacle& card) { card.set_context(letters(n)); }); }},
      {"declare_obstacle.card.effects", field_max, "bytes",
       [](C&, std::size_t n) { return in_card([&](Obstacle& card) { card.set_effects(letters(n)); }); }},
      {"declare_obstacle.card.help_wanted", field_max, "bytes",
       [](C&, std::size_t n) { return in_card([&](Obstacle& card) { card.set_help_wanted(letters(n)); }); }},
      {"declare_obstacle.card.tried", field_max, "bytes",
       [](C&, std::size_t n) { return in_card([&](Obstacle& card) { card.add_tried(letters(n)); }); }},
      {"declare_obstacle.card.tried", limits::card_list_max, "items",
       [](C&, std::size_t n) {
         return in_card([&](Obstacle& card) { repeat(n, [&](const std::string& item) { card.add_tried(item); }); });
       }},
      {"declare_obstacle.card.actors_concerned", limits::card_list_max, "items",
       [](C&, std::size_t n) {
         return in_card(
             [&](Obstacle& card) { repeat(n, [&](const std::string& item) { card.add_actors_concerned(item); }); });
       }},
      {"set_obstacle_status.outcome", field_max, "bytes",
       [](C& c, std::size_t n) {
         Command command = command_status(c.declare(c.valmerac.first, OBSTACLE_SCOPE_PAIR), OBSTACLE_STATUS_LIFTED);
         command.mutable_set_obstacle_status()->set_outcome(letters(n));
         return command;
       }},
      {"publish_obstacle.body", limits::body_bytes_max, "bytes",
       [](C& c, std::size_t n) {
         Command command;
         command.mutable_publish_obstacle()->set_thread_id(c.declare(c.valmerac.first, OBSTACLE_SCOPE_PAIR));
         command.mutable_publish_obstacle()->set_scope(OBSTACLE_SCOPE_COMMUNITY);
         command.mutable_publish_obstacle()->set_body(letters(n));
         return command;
       }},
  };
}

std::vector<Limit> limits_of_people() {
  using C = RuledCommunity;
  constexpr auto profile_max = limits::profile_field_bytes_max;
  return {
      {"add_member.name", limits::name_bytes_max, "bytes",
       [](C& c, std::size_t n) { return in_member(c, [&](AddMember& m) { m.set_name(letters(n)); }); }, true},
      {"add_member.organisation", profile_max, "bytes",
       [](C& c, std::size_t n) { return in_member(c, [&](AddMember& m) { m.set_organisation(letters(n)); }); }, true},
      {"add_member.function", profile_max, "bytes",
       [](C& c, std::size_t n) { return in_member(c, [&](AddMember& m) { m.set_function(letters(n)); }); }, true},
      {"add_member.bio", limits::bio_bytes_max, "bytes",
       [](C& c, std::size_t n) { return in_member(c, [&](AddMember& m) { m.set_bio(letters(n)); }); }, true},
      {"add_member.key", limits::key_bytes_max, "bytes",
       [](C& c, std::size_t n) { return in_member(c, [&](AddMember& m) { m.set_key(letters(n)); }); }, true},
      {"add_territory.territory.name", limits::name_bytes_max, "bytes",
       [](C&, std::size_t n) { return in_territory([&](Territory& t) { t.set_name(letters(n)); }); }, true},
      {"add_territory.territory.key", limits::key_bytes_max, "bytes",
       [](C&, std::size_t n) { return in_territory([&](Territory& t) { t.set_key(letters(n)); }); }, true},
      {"add_territory.territory.summary", limits::bio_bytes_max, "bytes",
       [](C&, std::size_t n) { return in_territory([&](Territory& t) { t.set_summary(letters(n)); }); }, true},
      {"add_territory.territory.profile_label", profile_max, "bytes",
       [](C&, std::size_t n) { return in_territory([&](Territory& t) { t.set_profile_label(letters(n)); }); }, true},
      {"add_territory.territory.time_zone", limits::time_zone_bytes_max, "bytes",
       [](C&, std::size_t n) { return in_territory([&](Territory& t) { t.set_time_zone(letters(n)); }); }, true},
      {"add_theme.theme.title", limits::title_bytes_max, "bytes",
       [](C&, std::size_t n) { return in_theme([&](Theme& t) { t.set_title(letters(n)); }); }, true},
      {"add_theme.theme.short_title", limits::name_bytes_max, "bytes",
       [](C&, std::size_t n) { return in_theme([&](Theme& t) { t.set_short_title(letters(n)); }); }, true},
      {"add_theme.theme.description", limits::bio_bytes_max, "bytes",
       [](C&, std::size_t n) { return in_theme([&](Theme& t) { t.set_description(letters(n)); }); }, true},
  };
}

Command in_own_territory(RuledCommunity& c, std::function<void(Territory&)> fill) {
  Command command;
  Territory& territory = *command.mutable_edit_territory()->mutable_territory();
  territory = *c.view().territory(c.valmerac.id);
  fill(territory);
  return command;
}

std::vector<Limit> limits_of_directory() {
  using C = RuledCommunity;
  constexpr auto text_max = limits::territory_text_bytes_max;
  const auto in_profile = [](auto fill) {
    Command command;
    command.mutable_edit_profile()->set_name("Un nom");
    fill(*command.mutable_edit_profile());
    return command;
  };
  return {
      {"edit_profile.name", limits::name_bytes_max, "bytes",
       [=](C&, std::size_t n) { return in_profile([&](EditProfile& p) { p.set_name(letters(n)); }); }},
      {"edit_profile.organisation", limits::profile_field_bytes_max, "bytes",
       [=](C&, std::size_t n) { return in_profile([&](EditProfile& p) { p.set_organisation(letters(n)); }); }},
      {"edit_profile.function", limits::profile_field_bytes_max, "bytes",
       [=](C&, std::size_t n) { return in_profile([&](EditProfile& p) { p.set_function(letters(n)); }); }},
      {"edit_profile.bio", limits::bio_bytes_max, "bytes",
       [=](C&, std::size_t n) { return in_profile([&](EditProfile& p) { p.set_bio(letters(n)); }); }},
      {"edit_territory.territory.summary", text_max, "bytes",
       [](C& c, std::size_t n) { return in_own_territory(c, [&](Territory& t) { t.set_summary(letters(n)); }); }},
      {"edit_territory.territory.offers", text_max, "bytes",
       [](C& c, std::size_t n) { return in_own_territory(c, [&](Territory& t) { t.set_offers(letters(n)); }); }},
      {"edit_territory.territory.seeks", text_max, "bytes",
       [](C& c, std::size_t n) { return in_own_territory(c, [&](Territory& t) { t.set_seeks(letters(n)); }); }},
      {"add_territory.territory.offers", text_max, "bytes",
       [](C&, std::size_t n) { return in_territory([&](Territory& t) { t.set_offers(letters(n)); }); }, true},
      {"add_territory.territory.seeks", text_max, "bytes",
       [](C&, std::size_t n) { return in_territory([&](Territory& t) { t.set_seeks(letters(n)); }); }, true},
  };
}

void check(RuledCommunity& c, const Limit& limit) {
  const Actor actor = limit.by_founder ? Actor::founder() : Actor::member(c.valmerac.first);
  const auto on_it = c.consider(actor, limit.command(c, limit.most));
  EXPECT_TRUE(on_it) << limit.field << ": " << on_it.error().ShortDebugString();
  const auto past_it = c.consider(actor, limit.command(c, limit.most + 1));
  ASSERT_FALSE(past_it) << limit.field;
  EXPECT_EQ(past_it.error().code(), REFUSAL_CODE_TOO_LARGE) << limit.field;
  EXPECT_EQ(past_it.error().field(), limit.field);
  EXPECT_EQ(past_it.error().data().at("limit"), std::to_string(limit.most)) << limit.field;
  EXPECT_EQ(past_it.error().data().at("unit"), limit.unit) << limit.field;
}

}  // namespace

TEST(DecideLimits, OnePastEveryLimitIsRefused) {
  RuledCommunity community;
  for (const auto& family :
       {limits_of_threads(), limits_of_messages(), limits_of_cards(), limits_of_people(), limits_of_directory()}) {
    for (const Limit& limit : family) check(community, limit);
  }
}

TEST(DecideLimits, TheWordOfTheFacilitatorsHasOneToo) {
  RuledCommunity c;
  Command word;
  word.mutable_edit_word()->set_text(letters(limits::word_bytes_max + 1));
  EXPECT_EQ(c.refusal(c.facilitator, word).code(), REFUSAL_CODE_TOO_LARGE);
  word.mutable_edit_word()->set_text(letters(limits::word_bytes_max));
  c.accept(c.facilitator, word);
}

TEST(DecideLimits, OneBelowTheLeastIsRefused) {
  RuledCommunity c;
  const Command title = in_thread(c, [](OpenThread& o) { o.set_title(letters(limits::title_bytes_min - 1)); });
  EXPECT_EQ(c.refusal(c.facilitator, title).field(), "open_thread.title");
  c.accept(c.facilitator, in_thread(c, [](OpenThread& o) { o.set_title(letters(limits::title_bytes_min)); }));
}

}  // namespace ramure::test
