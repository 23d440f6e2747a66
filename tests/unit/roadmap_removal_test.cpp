// Words that go from the history of a text for good: from every row, every file, and everybody's memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "server/community/answer.hpp"
#include "server/live/prepared_removals.hpp"
#include "server/live/remembered_words.hpp"
#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "server/roadmap/removal.hpp"
#include "server/roadmap/utf16.hpp"
#include "storage/check.hpp"
#include "storage/replay.hpp"
#include "storage/scrub.hpp"
#include "storage/search/index.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view secret = "Zdenka Qvörtsch est épuisée";

class Removing : public ::testing::Test {
 protected:
  Removing() { storage::SearchIndex::open(community.folder() / "search.db", community.store().epoch()); }

  std::string code(std::uint64_t member_id, const Command& command) {
    return RefusalCode_Name(community.refusal(member_id, command).code()).substr(13);
  }
  // Letter by letter, or as a whole.
  void type(std::string_view words, std::size_t at) {
    const std::u16string units = roadmap::to_utf16(words);
    for (std::size_t i = 0; i < units.size(); ++i) text.write(pair, at + i, roadmap::to_utf8({&units[i], 1}));
  }
  void erase(std::string_view words) { community.accept(pair, text.replacing(pair, words, "")); }
  std::string text_of(std::uint64_t version) {
    Query query;
    query.mutable_get_text()->set_roadmap_id(text.id());
    query.mutable_get_text()->set_version(version);
    return text.ask(pair, query).answer().text().text();
  }
  // `count` changes in one push, each a line before the others.
  void write_much(std::size_t count) {
    Command command = text.pushing(other, 0, "");
    TextPush& push = *command.mutable_push_text()->mutable_push();
    push.clear_changes();
    std::size_t length = roadmap::to_utf16(text.text()).size();
    for (std::size_t i = 0; i < count; ++i) {
      const std::u16string line = roadmap::to_utf16("Ligne " + std::to_string(i) + ".\n");
      *push.add_changes() = roadmap::to_wire(roadmap::replacement(length, 0, 0, line));
      length += line.size();
    }
    community.accept(other, command);
  }
  // As the follower does.
  void scrub() {
    const auto scrubber = storage::Scrubber::open(community.folder());
    const storage::ScrubWork work = scrubber->begin();
    EXPECT_TRUE(work.has_removals);
    ASSERT_TRUE(scrubber->finish(work));
    EXPECT_THAT(scrubber->begin().thing_ids, IsEmpty());
  }
  void expect_whole() {
    EXPECT_THAT(storage::compare_with_replay(community.folder()), IsEmpty());
    for (const storage::Finding& finding : storage::check_community(community.folder(), {})) {
      ADD_FAILURE() << finding.part << ": " << finding.sentence;
    }
  }
  roadmap::StoredText stored() {
    looked_at.emplace_back(community.view().roadmap(text.id()));
    return community::text_in(looked_at.back());
  }

  RuledCommunity community;
  RuledRoadmap text{community, community.valmerac};
  std::deque<storage::StoredRoadmap> looked_at;
  const std::uint64_t pair = community.valmerac.first, other = community.valmerac.second;
};

}  // namespace

TEST_F(Removing, TakesThePassageOutOfEveryFileAndLeavesTheRest) {
  write_much(256);  // a snapshot before it
  type(secret, 11);
  const std::uint64_t while_it_stood = text.version();
  text.write(pair, 0, "Avant " + std::string(secret) + ". ");  // and once more as a whole
  write_much(256);                                             // a snapshot with it
  community.accept(pair, text.freezing(ROADMAP_STAGE_IMPLEMENTATION));
  const std::uint64_t frozen = text.version();
  erase(secret);
  erase(secret);
  const std::string in_force = text.text();
  community.store().checkpoint(true);
  ASSERT_THAT(files_with(community.folder(), secret), Not(IsEmpty())) << "the test can fail";

  const auto decision = community.accept(pair, text.removing(secret));
  EXPECT_EQ(decision.events.size(), 1u);
  EXPECT_EQ(decision.events[0].roadmap().passage_removed().versions(), roadmap::to_utf16(secret).size() + 1);
  EXPECT_EQ(text.text(), in_force);
  for (const std::uint64_t version : {while_it_stood, frozen}) {
    EXPECT_THAT(text_of(version), Not(HasSubstr("Qvörtsch")));
    EXPECT_THAT(text_of(version), HasSubstr("..........................."));
    EXPECT_THAT(text_of(version), HasSubstr("Ligne 255."));
  }
  scrub();
  for (const std::string_view word : {secret, std::string_view("Qvörtsch"), std::string_view("Zdenka")}) {
    EXPECT_THAT(files_with(community.folder(), word), IsEmpty()) << word;
  }
  expect_whole();
}

TEST_F(Removing, FindsNothingLeftWhereSnapshotsCameAndWent) {
  text.write(pair, 0, std::string(secret) + "\n");
  for (int i = 0; i < 19; ++i) write_much(256);
  erase(secret);
  ASSERT_GT(text.version(), 4'096u + 512u) << "snapshots were dropped";
  community.accept(pair, text.removing(secret));
  scrub();
  EXPECT_THAT(files_with(community.folder(), "Zdenka"), IsEmpty());
  expect_whole();
}

TEST_F(Removing, IsTakenUpAgainWhenItWasCutOff) {
  text.write(pair, 0, secret);
  erase(secret);
  community.accept(pair, text.removing(secret));
  {
    const auto scrubber = storage::Scrubber::open(community.folder());
    EXPECT_FALSE(scrubber->begin().thing_ids.empty());  // and then the server was killed
  }
  scrub();
  EXPECT_THAT(files_with(community.folder(), "Zdenka"), IsEmpty());
}

TEST_F(Removing, TakesSuggestionsThatHoldIt) {
  text.share(ROADMAP_SHARING_SUPPORT);
  const std::uint64_t adviser = community.adviser;
  const auto suggested =
      community.accept(adviser, text.suggesting("Plan", "Plan de " + std::string(secret))).events.front().seq();
  Command take = text.command();
  take.mutable_roadmap()->mutable_answer_suggestion()->set_suggestion_id(suggested);
  take.mutable_roadmap()->mutable_answer_suggestion()->set_taken(true);
  take.mutable_roadmap()->mutable_answer_suggestion()->set_replaces("Plan");
  community.accept(pair, take);
  erase(" de " + std::string(secret));
  community.accept(pair, text.removing(secret));
  EXPECT_EQ(text.view(adviser).suggestions(0).replacement(), "");
  scrub();
  EXPECT_THAT(files_with(community.folder(), "Zdenka"), IsEmpty());
  expect_whole();
}

TEST_F(Removing, IsRefusedWhileItStandsAndWhereItNeverStood) {
  text.share(ROADMAP_SHARING_SUPPORT);
  text.write(pair, 0, secret);
  EXPECT_EQ(code(pair, text.removing(secret)), "CONFLICT") << "it has to go from the text first";
  EXPECT_EQ(code(pair, text.removing("Zdenka Zzz")), "NOT_FOUND");
  EXPECT_EQ(code(pair, text.removing("Zd")), "INVALID_ARGUMENT");
  EXPECT_EQ(code(pair, text.removing("......")), "INVALID_ARGUMENT") << "nothing is left of that to remove";
  erase(secret);
  EXPECT_EQ(code(community.adviser, text.removing(secret)), "FORBIDDEN");
  EXPECT_EQ(code(community.kerlohan.first, text.removing(secret)), "NOT_FOUND");
  community.accept(other, text.removing(secret));
  EXPECT_EQ(code(other, text.removing(secret)), "NOT_FOUND") << "it is nowhere any more";
}

TEST_F(Removing, WhatStandsStillStays) {
  text.write(pair, 0, "Zdenka est malade. ");
  community.accept(pair, text.replacing(pair, "malade", "absente"));
  const std::string in_force = text.text();
  community.accept(pair, text.removing("Zdenka est malade"));
  EXPECT_EQ(text.text(), in_force);
  EXPECT_THAT(text_of(2), ::testing::StartsWith("Zdenka est ....... "));
  text.write(pair, 0, "un deux trois. ");
  text.write(pair, 3, "et ");
  EXPECT_EQ(code(pair, text.removing("un deux")), "CONFLICT") << "all of its letters are in the text";
}

TEST_F(Removing, IsFoundByNoSearchNorAnyMemory) {
  text.write(pair, 0, "Le moulin secret. ");
  Command name = text.command();
  name.mutable_roadmap()->mutable_name_version()->set_name("Premier jet");
  community.accept(pair, name);
  erase("Le moulin secret. ");
  const auto reader = storage::Reader::open(community.folder());
  live::RememberedWords words;
  const auto hits = [&] {
    Query query;
    query.mutable_search()->set_text("moulin");
    community::RoundRules rules;
    rules.roadmaps.known_words = &words;
    return community::answer(*reader, pair, query, 0, rules).answer().search().roadmaps_size();
  };
  EXPECT_EQ(hits(), 1);
  community.accept(pair, text.removing("moulin"));
  EXPECT_EQ(hits(), 0);
}

TEST_F(Removing, WhatWasWalkedThroughBesideTheWriterIsTakenUpWhileItHolds) {
  text.write(pair, 0, std::string(secret) + ". ");
  erase(secret);
  const std::u16string passage = roadmap::to_utf16(secret);
  const auto prepared = [&] { return roadmap::prepare_removal(stored(), passage, 0); };
  const roadmap::Removal removal = prepared();
  ASSERT_EQ(removal.state, roadmap::Removal::State::ready);
  text.write(other, 0, "Autre chose. ");
  EXPECT_TRUE(roadmap::is_valid(removal, stored(), 0)) << "others may go on writing";
  EXPECT_FALSE(roadmap::is_valid(removal, stored(), 1)) << "something else was removed: it is in these rows still";
  text.write(pair, 0, secret);
  EXPECT_FALSE(roadmap::is_valid(removal, stored(), 0)) << "it stands again";
  erase(secret);
  EXPECT_FALSE(roadmap::is_valid(removal, stored(), 0)) << "and it stood once more";
  EXPECT_TRUE(roadmap::is_valid(prepared(), stored(), 0));
}

TEST_F(Removing, NoRowGrows) {
  text.write(pair, 0, "é😀a – " + std::string(secret));
  erase("é😀a – " + std::string(secret));
  const roadmap::Removal removal = roadmap::prepare_removal(stored(), roadmap::to_utf16("é😀a – "), 0);
  ASSERT_EQ(removal.entries.size(), 1u);
  const auto before = stored().entries(removal.entries[0].version - 1, removal.entries[0].version);
  EXPECT_LE(removal.entries[0].bytes.size(), before[0].size());
}

// Through the writer: what it holds in memory, and what others are given, is without the words too.
TEST_F(Removing, NothingOfTheBatchAndOfWhatIsRememberedHoldsTheWords) {
  ManualClock clock;
  clock.set(community.store().last_event_ms() + 1'000);
  live::RememberedTexts texts;
  live::PreparedRemovals removals;
  live::Writer writer(
      community.store(), clock, {},
      [&](auto& view, const auto& command, const auto& actor, std::uint64_t next_seq, TimestampMs now) {
        community::RoundRules rules;
        rules.roadmaps.texts = &texts;
        rules.roadmaps.removals = &removals;
        return community::decide(view, command, actor, next_seq, now, rules);
      },
      &texts);
  text.write(pair, 0, "Un. ");
  const auto run = [&](std::vector<Command> commands) {
    std::vector<live::PendingCommand> batch;
    for (Command& command : commands) {
      command.set_command_key("0123456789abcde" + std::to_string(batch.size()));
      batch.push_back({community::Actor::member(pair), std::move(command)});
    }
    return writer.run_batch(batch);
  };
  Command write = text.pushing(pair, 0, secret);
  Command erase_it = write;  // made on the version after it
  TextPush& push = *erase_it.mutable_push_text()->mutable_push();
  push.set_editor_id(77);
  push.set_base_version(push.base_version() + 1);
  const std::size_t units = roadmap::to_utf16(secret).size();
  *push.mutable_changes(0) =
      roadmap::to_wire(roadmap::replacement(roadmap::to_utf16(text.text()).size() + units, 0, units, {}));
  const live::BatchOutcome outcome = run({write, erase_it, text.removing(secret)});
  for (const auto& one : outcome.outcomes) ASSERT_TRUE(one.result) << one.result.error().ShortDebugString();
  EXPECT_THAT(outcome.announcement.text_changes, IsEmpty()) << "they are read from the table";
  ASSERT_EQ(outcome.announcement.rewritten_texts.size(), 1u);
  EXPECT_EQ(outcome.announcement.rewritten_texts[0].version, text.version());
  EXPECT_TRUE(outcome.announcement.erases());
  bool was_opened_anew = false;
  texts.open(text.id(), [&] { return was_opened_anew = true, roadmap::TextLog(); });
  EXPECT_TRUE(was_opened_anew);
}

TEST_F(Removing, IsWalkedThroughOnlyForWhoeverMayAskForIt) {
  text.share(ROADMAP_SHARING_SUPPORT);
  text.write(pair, 0, secret);
  erase(secret);
  const auto reader = storage::Reader::open(community.folder());
  const Command command = text.removing(secret);
  EXPECT_EQ(live::prepare_removal(*reader, {}, community.adviser, command.roadmap()), nullptr);
  live::PreparedRemovals removals;
  removals.put(text.id(), std::string(secret), live::prepare_removal(*reader, {}, other, command.roadmap()));
  EXPECT_EQ(removals.take(text.id(), "autre chose"), nullptr);
  EXPECT_NE(removals.take(text.id(), secret), nullptr);
  EXPECT_EQ(removals.take(text.id(), secret), nullptr) << "once";
}

}  // namespace ramure::test
