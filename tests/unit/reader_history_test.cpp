// Messages: pages of a thread, single messages with their wordings, what erasing and entering late leave to be seen.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "storage/reader.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/hidden_author.hpp"

namespace ramure::test {

namespace {

class ReaderHistory : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(community_.folder());
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second,
                chloe_ = community_.kerlohan.first;
  std::uint64_t as_of_ = 0;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");

  v1::History history(std::uint64_t member, v1::GetHistory query) {
    if (query.thread_id() == 0) query.set_thread_id(thread_);
    v1::History answer;
    EXPECT_TRUE(reader_->history(member, query, answer, as_of_));
    return answer;
  }
  static std::vector<std::uint64_t> ids(const v1::History& page) {
    std::vector<std::uint64_t> all;
    for (const auto& message : page.messages()) all.push_back(message.id());
    return all;
  }
  std::vector<std::uint64_t> post_many(int count) {
    std::vector<std::uint64_t> all;
    for (int i = 0; i < count; ++i)
      all.push_back(community_.post(thread_, i % 2 ? anna_ : basile_, "Message " + std::to_string(i)));
    return all;
  }
  bool sees(std::uint64_t member, std::uint64_t message, v1::MessageAnswer& answer) {
    v1::GetMessage query;
    query.set_message_id(message);
    answer.Clear();
    return reader_->message(member, query, answer, as_of_);
  }
};

std::vector<std::uint64_t> part(const std::vector<std::uint64_t>& all, std::size_t first, std::size_t last) {
  return {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)};
}

}  // namespace

TEST_F(ReaderHistory, PagesGoBothWaysAndAround) {
  const auto all = post_many(10);
  v1::GetHistory query;
  query.set_limit(4);
  v1::History page = history(anna_, query);
  EXPECT_EQ(ids(page), part(all, 6, 10));
  EXPECT_TRUE(page.more_before());
  EXPECT_FALSE(page.more_after());

  query.set_before_id(all[6]);
  page = history(anna_, query);
  EXPECT_EQ(ids(page), part(all, 2, 6));
  EXPECT_TRUE(page.more_before());
  EXPECT_TRUE(page.more_after());

  query.set_before_id(all[2]);
  page = history(anna_, query);
  EXPECT_EQ(ids(page), part(all, 0, 2));
  EXPECT_FALSE(page.more_before());

  query.clear_before_id();
  query.set_after_id(all[7]);
  page = history(anna_, query);
  EXPECT_EQ(ids(page), part(all, 8, 10));
  EXPECT_TRUE(page.more_before());
  EXPECT_FALSE(page.more_after());

  query.clear_after_id();
  query.set_around_id(all[5]);
  page = history(anna_, query);
  EXPECT_EQ(ids(page), part(all, 3, 7));
  EXPECT_TRUE(page.more_before());
  EXPECT_TRUE(page.more_after());
}

TEST_F(ReaderHistory, AnEmptyThreadIsAnEmptyPage) {
  const v1::History page = history(anna_, {});
  EXPECT_EQ(page.messages_size(), 0);
  EXPECT_FALSE(page.more_before());
  EXPECT_FALSE(page.more_after());
  EXPECT_FALSE(page.older_hidden());
}

TEST_F(ReaderHistory, PagesEndWhenTheyGrowHeavy) {
  const std::string body(limits::body_bytes_max, 'm');
  for (int i = 0; i < 60; ++i) community_.post(thread_, anna_, body);
  v1::GetHistory query;
  query.set_limit(limits::history_page_max);
  const v1::History page = history(anna_, query);
  EXPECT_LT(page.messages_size(), 60);
  EXPECT_TRUE(page.more_before());
  EXPECT_LE(page.ByteSizeLong(), limits::history_page_bytes_soft_max + 2 * limits::body_bytes_max);
}

TEST_F(ReaderHistory, WhatIsOlderThanTheEntryStaysHidden) {
  thread_ = community_.open_thread(community_.valmerac.channel, anna_, "Chez nous");
  const auto old = community_.post(thread_, anna_, "Avant");
  const auto newcomer = community_.add_member("p99", v1::ROLE_CATALYST, community_.valmerac.id);
  community_.grant(community_.valmerac.channel, newcomer, v1::ROLE_CATALYST, false);
  const auto reply = community_.append(anna_, community_.valmerac.channel, [&](v1::Event& event) {
    event.mutable_message_posted()->set_thread_id(thread_);
    event.mutable_message_posted()->set_body("Depuis");
    event.mutable_message_posted()->set_reply_to_id(old);
    event.mutable_message_posted()->add_quotes()->set_message_id(old);
  });
  v1::GetHistory query;
  v1::History page = history(newcomer, query);
  EXPECT_EQ(ids(page), (std::vector{reply}));
  EXPECT_TRUE(page.older_hidden());
  EXPECT_FALSE(page.more_before());
  EXPECT_EQ(page.quoted_size(), 0);
  EXPECT_EQ(page.messages(0).reply_to_id(), old);
  query.set_around_id(old);
  EXPECT_EQ(ids(history(newcomer, query)), (std::vector{reply}));
  v1::MessageAnswer answer;
  EXPECT_FALSE(sees(newcomer, old, answer));
  community_.edit(old, anna_, "Avant, corrigé");  // an edit carries old words
  EXPECT_FALSE(sees(newcomer, old, answer));
  // An older reader has both, and a page without the quoted message brings it along.
  query.Clear();
  query.set_limit(1);
  page = history(anna_, query);
  EXPECT_FALSE(page.older_hidden());
  ASSERT_EQ(page.quoted_size(), 1);
  EXPECT_EQ(page.quoted(0).id(), old);
}

TEST_F(ReaderHistory, QuotesOfAnotherChannelNeedTheRightToReadIt) {
  const auto private_thread = community_.open_thread(community_.valmerac.pair, anna_, "À deux");
  const auto secret = community_.post(private_thread, anna_, "Secret");
  community_.append(anna_, community_.plenary, [&](v1::Event& event) {
    event.mutable_message_posted()->set_thread_id(thread_);
    event.mutable_message_posted()->set_body("Voyez");
    event.mutable_message_posted()->add_quotes()->set_message_id(secret);
  });
  EXPECT_EQ(history(chloe_, {}).quoted_size(), 0);
  ASSERT_EQ(history(basile_, {}).quoted_size(), 1);
  EXPECT_EQ(history(basile_, {}).quoted(0).body(), "Secret");
}

TEST_F(ReaderHistory, AMessageComesWithItsEarlierWordings) {
  const auto message = community_.post(thread_, anna_, "Un", {basile_});
  community_.edit(message, anna_, "Deux");
  community_.edit(message, anna_, "Trois");
  community_.react(message, basile_, "merci");
  community_.react(message, chloe_, "moi aussi");
  community_.react(message, anna_, "merci");
  v1::MessageAnswer answer;
  ASSERT_TRUE(sees(chloe_, message, answer));
  EXPECT_EQ(answer.message().body(), "Trois");
  EXPECT_EQ(answer.message().version(), 3u);
  EXPECT_GT(answer.message().edited_at_ms(), answer.message().posted_at_ms());
  EXPECT_EQ(answer.message().mention_ids_size(), 0) << "mentions are of the wording in force";
  EXPECT_EQ(answer.thread_title(), "Un fil");
  ASSERT_EQ(answer.versions_size(), 2);
  EXPECT_EQ(answer.versions(0).text(), "Un");
  EXPECT_EQ(answer.versions(1).text(), "Deux");
  EXPECT_EQ(answer.versions(1).version(), 2u);
  ASSERT_EQ(answer.message().reactions_size(), 2);
  EXPECT_EQ(answer.message().reactions(0).name(), "merci");
  EXPECT_EQ(answer.message().reactions(0).member_ids_size(), 2);
  EXPECT_EQ(answer.message().reactions(0).member_ids(0), basile_);
}

TEST_F(ReaderHistory, AnErasedMessageKeepsItsPlaceOnly) {
  const auto message = community_.post(thread_, anna_, "À effacer", {basile_});
  community_.edit(message, anna_, "À effacer aussi");
  community_.redact(message, anna_);
  v1::MessageAnswer answer;
  ASSERT_TRUE(sees(basile_, message, answer));
  EXPECT_TRUE(answer.message().redacted());
  EXPECT_EQ(answer.message().author_id(), anna_);
  EXPECT_TRUE(answer.message().body().empty());
  EXPECT_EQ(answer.message().mention_ids_size(), 0);
  EXPECT_EQ(answer.versions_size(), 0);
}

TEST_F(ReaderHistory, HiddenAuthorsStayHiddenInTheirMessages) {
  thread_ = open_unnamed_obstacle(community_, anna_, community_.valmerac.id, "Un frein", "Une phrase");
  EXPECT_EQ(history(anna_, {}).messages(0).author_id(), anna_);
  EXPECT_EQ(history(basile_, {}).messages(0).author_id(), 0u);
  EXPECT_EQ(history(community_.facilitator, {}).messages(0).author_id(), 0u);
}

TEST_F(ReaderHistory, SummariesKeepTheirVersions) {
  for (std::uint32_t version = 1; version <= 3; ++version) {
    community_.append(version == 2 ? basile_ : anna_, community_.plenary, [&](v1::Event& event) {
      event.set_birth_seq(thread_);
      event.mutable_summary_edited()->set_thread_id(thread_);
      event.mutable_summary_edited()->mutable_summary()->set_text("Version " + std::to_string(version));
      event.mutable_summary_edited()->mutable_summary()->set_version(version);
    });
  }
  v1::GetSummaryVersions query;
  query.set_thread_id(thread_);
  v1::SummaryVersions answer;
  ASSERT_TRUE(reader_->summary_versions(chloe_, query, answer, as_of_));
  ASSERT_EQ(answer.versions_size(), 3);
  EXPECT_EQ(answer.versions(0).text(), "Version 1");
  EXPECT_EQ(answer.versions(1).author_id(), basile_);
  EXPECT_EQ(answer.versions(2).text(), "Version 3");
  EXPECT_FALSE(reader_->summary_versions(community_.orientation, query, answer, as_of_));
}

TEST_F(ReaderHistory, HiddenAndAbsentAreTheSame) {
  const auto private_thread = community_.open_thread(community_.valmerac.pair, anna_, "À deux");
  const auto secret = community_.post(private_thread, anna_, "Secret");
  v1::GetHistory query;
  v1::History page;
  v1::MessageAnswer answer;
  for (const auto member : {chloe_, community_.facilitator, community_.adviser, community_.orientation}) {
    query.set_thread_id(private_thread);
    EXPECT_FALSE(reader_->history(member, query, page, as_of_));
    query.set_thread_id(777'777);
    EXPECT_FALSE(reader_->history(member, query, page, as_of_));
    EXPECT_FALSE(sees(member, secret, answer));
    EXPECT_FALSE(sees(member, 777'777, answer));
  }
}

}  // namespace ramure::test
