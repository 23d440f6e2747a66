// « Centre de ressources »: proposed by members, published by facilitators, once; words and files go along.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "server/community/answer.hpp"
#include "storage/reader.hpp"
#include "storage/scrub.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

using namespace v1;

Command publish(std::uint64_t thread_id, std::string_view title = "", std::uint64_t theme_id = 0) {
  Command command;
  PublishResource& body = *command.mutable_course()->mutable_publish_resource();
  body.set_thread_id(thread_id);
  body.set_title(std::string(title));
  body.set_theme_id(theme_id);
  return command;
}

class DecideResources : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t anna_ = c_.valmerac.first, basile_ = c_.kerlohan.first;

  std::uint64_t propose(const std::vector<std::string>& upload_ids = {}, std::uint64_t theme_id = 0) {
    Command command = c_.opening_in(c_.proposals);
    OpenThread& open = *command.mutable_open_thread();
    open.set_title("Kit de co-construction");
    open.set_body("À lire : <https://exemple.fr/kit>, merci <@" + std::to_string(basile_) + ">");
    open.set_theme_id(theme_id);
    for (const std::string& id : upload_ids) open.add_upload_ids(id);
    return c_.accept(anna_, command).events.front().seq();
  }
  Refusal refusal(std::uint64_t member_id, const Command& command) { return c_.refusal(member_id, command); }
};

}  // namespace

TEST_F(DecideResources, AProposalBecomesAResourceOfItsAuthorWithWordsAndTheme) {
  const std::uint64_t proposal = propose({}, c_.theme);
  const auto decision = c_.accept(c_.facilitator, publish(proposal));
  ASSERT_EQ(decision.events.size(), 4u);
  const Event& opened = decision.events[0];
  EXPECT_EQ(opened.channel_id(), c_.resources);
  EXPECT_EQ(opened.actor_id(), anna_);
  EXPECT_EQ(opened.thread_opened().kind(), THREAD_KIND_RESOURCE);
  EXPECT_EQ(opened.thread_opened().title(), "Kit de co-construction");
  EXPECT_EQ(opened.thread_opened().theme_id(), c_.theme);
  EXPECT_EQ(opened.thread_opened().territory_id(), c_.valmerac.id);
  const Event& first = decision.events[1];
  EXPECT_EQ(first.actor_id(), anna_);
  EXPECT_EQ(first.message_posted().body(), c_.view().message_body(proposal + 1));
  EXPECT_EQ(first.message_posted().mention_ids_size(), 1);
  EXPECT_EQ(decision.events[2].channel_id(), c_.proposals);
  EXPECT_EQ(decision.events[2].actor_id(), c_.facilitator);
  EXPECT_EQ(decision.events[2].course().resource_published().proposal_id(), proposal);
  EXPECT_EQ(decision.events[2].course().resource_published().thread_id(), opened.seq());
  EXPECT_TRUE(c_.view().thread(proposal)->resolved);
  EXPECT_EQ(c_.view().published_as(proposal), opened.seq());

  // Its author may still change the words, and erase them.
  EXPECT_TRUE(c_.consider(anna_, command_edit(first.seq(), 1, "Mieux dit")));
  EXPECT_FALSE(c_.consider(basile_, command_edit(first.seq(), 1, "Mieux dit")));
}

// It stood twice among what is new, once as it was proposed.
TEST_F(DecideResources, WhoWasAwayIsToldOfWhatWasPublishedAndNotOfTheProposalToo) {
  const std::uint64_t chloe = c_.valmerac.second, published = propose(), open = propose();
  const std::uint64_t resource = c_.accept(c_.facilitator, publish(published)).events.front().seq();
  const auto told = [&](std::uint64_t member_id) {
    Query query;
    query.mutable_catch_up()->set_since_seq(1);
    const Reply reply = community::answer(*storage::Reader::open(c_.folder()), member_id, query);
    std::vector<std::uint64_t> ids;
    for (const auto* group : {&reply.answer().catch_up().mentions(), &reply.answer().catch_up().mine(),
                              &reply.answer().catch_up().others()}) {
      for (const CatchUpThread& thread : *group) ids.push_back(thread.row().thread().id());
    }
    return ids;
  };
  EXPECT_THAT(told(chloe), testing::UnorderedElementsAre(open, resource));
  c_.post(published, chloe, "Merci !");
  c_.post(published, c_.facilitator, "De rien.");
  EXPECT_THAT(told(chloe), testing::UnorderedElementsAre(open, resource, published)) << "she had a part in it";
}

TEST_F(DecideResources, TitleAndThemeMayBeOthers) {
  const auto decision = c_.accept(c_.facilitator, publish(propose({}, c_.theme), "Le kit, 2018", c_.other_theme));
  EXPECT_EQ(decision.events[0].thread_opened().title(), "Le kit, 2018");
  EXPECT_EQ(decision.events[0].thread_opened().theme_id(), c_.other_theme);
  EXPECT_EQ(refusal(c_.facilitator, publish(propose(), "ab")).field(), "publish_resource.title");
  EXPECT_EQ(refusal(c_.facilitator, publish(propose(), "", 999'999)).field(), "publish_resource.theme_id");
}

TEST_F(DecideResources, OnceOnlyAndByFacilitatorsAlone) {
  const std::uint64_t proposal = propose();
  for (const std::uint64_t member : {anna_, basile_, c_.adviser}) {
    EXPECT_EQ(refusal(member, publish(proposal)).code(), REFUSAL_CODE_FORBIDDEN);
  }
  EXPECT_EQ(refusal(c_.steering, publish(proposal)).code(), REFUSAL_CODE_NOT_FOUND);
  c_.accept(c_.facilitator, publish(proposal));
  EXPECT_EQ(refusal(c_.other_facilitator, publish(proposal)).code(), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(refusal(c_.facilitator, publish(c_.open_thread(c_.plenary, anna_))).code(), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(refusal(c_.facilitator, publish(999'999)).code(), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecideResources, WhatWasErasedOrArchivedIsNotPublished) {
  const std::uint64_t erased = propose(), archived = propose();
  Command command;
  command.mutable_redact_message()->set_message_id(erased + 1);
  c_.accept(anna_, command);
  EXPECT_EQ(refusal(c_.facilitator, publish(erased)).code(), REFUSAL_CODE_FORBIDDEN);
  command.mutable_archive_thread()->set_thread_id(archived);
  command.mutable_archive_thread()->set_archived(true);
  c_.accept(c_.facilitator, command);
  EXPECT_EQ(refusal(c_.facilitator, publish(archived)).code(), REFUSAL_CODE_ARCHIVED);
}

TEST_F(DecideResources, EveryThreadThereIsAResourceAndThereAreNoneElsewhere) {
  for (const std::uint64_t channel : {c_.resources, c_.proposals}) {
    Command discussion = command_open_thread(channel);
    EXPECT_EQ(refusal(c_.facilitator, discussion).field(), "open_thread.kind");
    EXPECT_TRUE(c_.consider(c_.facilitator, c_.opening_in(channel)));
  }
  Command elsewhere = command_open_thread(c_.plenary);
  elsewhere.mutable_open_thread()->set_kind(THREAD_KIND_RESOURCE);
  EXPECT_EQ(refusal(c_.facilitator, elsewhere).field(), "open_thread.kind");
  EXPECT_EQ(refusal(anna_, c_.opening_in(c_.resources)).code(), REFUSAL_CODE_FORBIDDEN) << "members propose";
  EXPECT_TRUE(c_.consider(anna_, command_post(c_.open_thread(c_.resources, c_.facilitator), "Merci, utile")));
}

TEST_F(DecideResources, ASplitOfAProposalIsAProposal) {
  const std::uint64_t proposal = propose();
  const std::uint64_t second = c_.post(proposal, anna_, "Et aussi ce guide");
  Command split;
  split.mutable_split_thread()->add_message_ids(second);
  split.mutable_split_thread()->set_title("Un guide");
  const auto decision = c_.accept(c_.facilitator, split);
  EXPECT_EQ(decision.events[0].thread_opened().kind(), THREAD_KIND_RESOURCE);
  EXPECT_TRUE(c_.consider(c_.facilitator, publish(decision.events[0].seq())));
}

// Two messages refer to one file: it stays while one of them does.
TEST_F(DecideResources, AFileIsReferredToAndGoesWithItsLastReference) {
  const std::uint64_t proposal = propose({upload(c_.folder(), anna_, "Le kit entier", {.name = "kit.txt"})});
  const auto decision = c_.accept(c_.facilitator, publish(proposal));
  const std::uint64_t first = decision.events[1].seq();
  ASSERT_EQ(decision.events[1].message_posted().attachments_size(), 1);
  EXPECT_EQ(decision.events[1].message_posted().attachments(0).name(), "kit.txt");
  EXPECT_EQ(decision.events[1].message_posted().attachments(0).sha256(), sha256_of("Le kit entier"));
  const auto files = [&] {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(c_.folder() / "files")) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  };
  ASSERT_EQ(files(), 1u);
  const auto scrubber = storage::Scrubber::open(c_.folder());
  const auto erase = [&](std::uint64_t message_id) {
    Command redact;
    redact.mutable_redact_message()->set_message_id(message_id);
    c_.accept(anna_, redact);
    scrubber->finish(scrubber->begin());
  };
  erase(proposal + 1);
  EXPECT_EQ(files(), 1u) << "the resource still carries it";
  erase(first);
  EXPECT_EQ(files(), 0u);
}

}  // namespace ramure::test
