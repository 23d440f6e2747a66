// The index as a file: batches, epochs, damage, journal events, shelves.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/unit/search_index_fixture.hpp"

namespace ramure::storage {
namespace {

using Ids = std::vector<std::uint64_t>;
constexpr std::uint64_t channel = search_channel;

TEST_F(SearchIndexFile, RemembersHowFarItRead) {
  EXPECT_EQ(index_->through_seq(), 0u);
  apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
  reopen();
  EXPECT_EQ(index_->through_seq(), 7u);
  EXPECT_EQ(found("bonjour"), Ids{7});
}

TEST_F(SearchIndexFile, AnotherEpochBeginsAnew) {
  apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
  reopen("another");
  EXPECT_EQ(index_->through_seq(), 0u);
  EXPECT_EQ(found("bonjour"), Ids{});
  apply([](SearchBatch& batch) { post(batch, 3, "bonjour"); });
  EXPECT_EQ(found("bonjour"), Ids{3});
}

TEST_F(SearchIndexFile, ADamagedFileBeginsAnew) {
  apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
  for (const std::string& damage : {std::string(50'000, 'x'), std::string("court"), std::string(8'192, '\0')}) {
    index_.reset();
    SearchIndex::discard(file_);
    std::ofstream(file_, std::ios::binary) << damage;
    reopen();
    EXPECT_EQ(index_->through_seq(), 0u);
    apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
    EXPECT_EQ(found("bonjour"), Ids{7});
  }
}

TEST_F(SearchIndexFile, TheSameBatchTwiceIsHarmless) {
  for (int times = 0; times < 2; ++times) {
    apply([](SearchBatch& batch) {
      post(batch, 7, "bonjour");
      edit(batch, 7, "bonsoir");
      post(batch, 8, "adieu");
      batch.threads.push_back({.id = 1, .theme_id = 31});
    });
  }
  EXPECT_EQ(found("bonsoir"), Ids{7});
  EXPECT_EQ(found("bonjour"), Ids{});
  EXPECT_EQ(found("adieu"), Ids{8});
}

TEST_F(SearchIndexFile, EditsReplaceOneFieldOnly) {
  apply([](SearchBatch& batch) {
    batch.documents.push_back({1, 1, channel, 1, 21, 0});
    batch.wordings.push_back({1, Field::title, "Ancien titre"});
    batch.wordings.push_back({1, Field::card, "Contexte durable"});
  });
  apply([](SearchBatch& batch) {
    batch.wordings.push_back({1, Field::title, "Nouvel intitulé"});
    batch.wordings.push_back({99, Field::body, "inconnu"});
  });
  EXPECT_EQ(found("ancien"), Ids{});
  EXPECT_EQ(found("intitulé durable"), Ids{1});
  EXPECT_EQ(found("inconnu"), Ids{});
}

TEST_F(SearchIndexFile, JournalEventsBecomeDocuments) {
  const auto feed = [&](std::uint64_t seq, auto fill) {
    v1::Event event;
    event.set_seq(seq);
    event.set_channel_id(channel);
    event.set_birth_seq(seq);
    event.set_actor_id(21);
    fill(event);
    apply([&](SearchBatch& batch) {
      collect(event, batch);
      batch.through_seq = seq;
    });
  };
  feed(1, [](v1::Event& event) {
    auto& opened = *event.mutable_thread_opened();
    opened.set_title("Financement");
    opened.set_kind(v1::THREAD_KIND_OBSTACLE);
    opened.mutable_obstacle()->set_context("Contexte");
    opened.mutable_obstacle()->add_tried("Tentative");
    opened.mutable_obstacle()->set_status(v1::OBSTACLE_STATUS_OPEN);
  });
  feed(2, [](v1::Event& event) {
    event.mutable_message_posted()->set_thread_id(1);
    event.mutable_message_posted()->set_body("Première phrase");
  });
  feed(3, [](v1::Event& event) {
    event.mutable_message_edited()->set_message_id(2);
    event.mutable_message_edited()->set_body("Seconde phrase");
  });
  feed(4, [](v1::Event& event) {
    event.mutable_thread_retitled()->set_thread_id(1);
    event.mutable_thread_retitled()->set_title("Moyens");
  });
  feed(5, [](v1::Event& event) {
    event.mutable_obstacle_status_changed()->set_thread_id(1);
    event.mutable_obstacle_status_changed()->set_to(v1::OBSTACLE_STATUS_LIFTED);
    event.mutable_obstacle_status_changed()->set_outcome("Convention signée");
  });
  feed(6, [](v1::Event& event) {
    event.mutable_summary_edited()->set_thread_id(1);
    event.mutable_summary_edited()->mutable_summary()->set_text("Synthèse");
  });
  feed(7, [](v1::Event& event) { event.mutable_reaction_changed()->set_message_id(2); });
  EXPECT_EQ(found("moyens tentative convention synthèse"), Ids{1});
  EXPECT_EQ(found("seconde"), Ids{2});
  EXPECT_EQ(found("première"), Ids{});
  SearchReader reader(file_);
  const SearchConditions lifted{.statuses = {v1::OBSTACLE_STATUS_LIFTED}};
  EXPECT_EQ(reader.search({.match = {}, .conditions = lifted}, readable_).hits.size(), 2u);
  feed(8, [](v1::Event& event) { event.mutable_message_redacted()->set_message_id(2); });
  EXPECT_EQ(found("seconde"), Ids{});
  EXPECT_EQ(index_->through_seq(), 8u);
}

TEST_F(SearchIndexFile, SeveralShelvesAreSearchedFromTheNewest) {
  constexpr std::uint64_t count = 2 * shelf_documents_max + 10;
  for (std::uint64_t id = 1; id <= count;) {
    apply([&](SearchBatch& batch) {
      for (int i = 0; i < 4'000 && id <= count; ++i, ++id) {
        batch.documents.push_back({id, 1, id % 1'000 == 0 ? 4u : channel, id, 21, static_cast<std::int64_t>(id)});
        batch.wordings.push_back({id, Field::body, id % 5'000 == 0 ? "mot rare" : "mot"});
      }
      batch.through_seq = id - 1;
    });
  }
  EXPECT_EQ(found("mot", 3), (Ids{count, count - 1, count - 2}));
  EXPECT_EQ(found("rare"), Ids{});  // they all stand in channel 4
  readable_.clear();
  readable_.grant({.channel_id = 4});
  EXPECT_EQ(found("rare"), (Ids{15'000, 10'000, 5'000}));
  EXPECT_EQ(found("mot").size(), count / 1'000);
  SearchReader reader(file_);
  const SearchConditions early{.from_ms = 5'000, .before_ms = 9'001};
  const auto page = reader.search({.match = {}, .conditions = early, .limit = 100}, readable_);
  ASSERT_EQ(page.hits.size(), 5u);
  EXPECT_EQ(page.hits.front().document.id, 9'000u);
  EXPECT_FALSE(page.more);
}

}  // namespace
}  // namespace ramure::storage
