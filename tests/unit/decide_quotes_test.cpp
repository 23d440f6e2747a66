// Quotes: asked of their author, allowed and taken back, erased with the message.
#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "server/community/commons_limits.hpp"
#include "storage/scrub.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

constexpr std::string_view words = "apprivoiser le zorglub";

class DecideQuotes : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t anna_ = c_.valmerac.first, basile_ = c_.kerlohan.first;
  std::uint64_t thread_ = c_.open_thread(c_.plenary, basile_);
  std::uint64_t message_ = c_.post(thread_, anna_, "Il a fallu apprivoiser le zorglub, patiemment.");

  Command ask(std::uint64_t message_id, std::string_view said = words) {
    Command command;
    command.mutable_course()->mutable_ask_for_quote()->set_message_id(message_id);
    command.mutable_course()->mutable_ask_for_quote()->set_words(std::string(said));
    return command;
  }
  Command reply(std::uint64_t quote_id, bool allowed = true) {
    Command command;
    command.mutable_course()->mutable_answer_quote()->set_quote_id(quote_id);
    command.mutable_course()->mutable_answer_quote()->set_allowed(allowed);
    return command;
  }
  std::uint64_t asked() { return c_.accept(c_.facilitator, ask(message_)).events.front().seq(); }
  Refusal refusal(std::uint64_t member, const Command& command) { return c_.refusal(member, command); }

  Answer answer(std::uint64_t member, const auto& fill) {
    Query query;
    fill(query);
    const auto reader = storage::Reader::open(c_.folder());
    const Reply reply = community::answer(*reader, member, query);
    EXPECT_TRUE(reply.has_answer()) << reply.refusal().ShortDebugString();
    return reply.answer();
  }
  QuoteList mine(std::uint64_t member) {
    return answer(member, [](Query& query) { query.mutable_list_my_quotes(); }).quote_list();
  }
  DossierDraft draft() {
    return answer(c_.facilitator, [](Query& query) { query.mutable_draw_dossier(); }).dossier_draft();
  }
};

}  // namespace

TEST_F(DecideQuotes, TheFacilitatorsAndTheAuthorAreToldAndNobodyElse) {
  const auto decision = c_.accept(c_.facilitator, ask(message_));
  ASSERT_EQ(decision.events.size(), 2u);
  EXPECT_EQ(decision.events[0].channel_id(), c_.backstage);
  EXPECT_EQ(decision.events[1].member_id(), anna_);
  for (const Event& event : decision.events) {
    EXPECT_EQ(event.birth_seq(), message_);
    EXPECT_EQ(event.course().quote_asked().words(), words);
    EXPECT_EQ(event.course().quote_asked().author_id(), anna_);
  }
  EXPECT_EQ(decision.events[1].course().quote_asked().quote_id(), decision.events[0].seq());
  ASSERT_EQ(mine(anna_).rows_size(), 1);
  EXPECT_EQ(mine(anna_).rows(0).words(), words);
  EXPECT_FALSE(mine(anna_).rows(0).answered());
  EXPECT_EQ(mine(basile_).rows_size(), 0);
}

TEST_F(DecideQuotes, OnlyWhatAllReadAndItsAuthorShows) {
  EXPECT_EQ(refusal(basile_, ask(message_)).code(), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(refusal(c_.evaluator, ask(message_)).code(), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(refusal(c_.orientation, ask(message_)).code(), REFUSAL_CODE_NOT_FOUND);
  const std::uint64_t backstage = c_.open_thread(c_.backstage, c_.other_facilitator) + 1;
  EXPECT_EQ(refusal(c_.facilitator, ask(backstage, "Voici")).code(), REFUSAL_CODE_INVALID_ARGUMENT);
  const std::uint64_t unnamed = c_.declare(anna_, OBSTACLE_SCOPE_COMMUNITY_UNNAMED) + 1;
  const std::string body = c_.view().message_body(unnamed);
  EXPECT_EQ(refusal(c_.facilitator, ask(unnamed, body)).code(), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideQuotes, TheWordsAreInTheMessageAndNameNobody) {
  constexpr auto field = "ask_for_quote.words";
  EXPECT_EQ(refusal(c_.facilitator, ask(message_, "")).field(), field);
  EXPECT_EQ(refusal(c_.facilitator, ask(message_, "jamais dit")).field(), field);
  const std::string named = "merci <@" + std::to_string(basile_) + ">";
  const std::uint64_t naming = c_.post(thread_, anna_, "Un grand " + named);
  EXPECT_EQ(refusal(c_.facilitator, ask(naming, named)).field(), field);
  const std::string longest(community::commons_limits::quoted_words_bytes_max, 'a');
  const std::uint64_t long_one = c_.post(thread_, anna_, longest + "a");
  EXPECT_TRUE(c_.consider(c_.facilitator, ask(long_one, longest)));
  EXPECT_EQ(refusal(c_.facilitator, ask(long_one, longest + "a")).code(), REFUSAL_CODE_TOO_LARGE);
  asked();
  EXPECT_EQ(refusal(c_.other_facilitator, ask(message_)).code(), REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(DecideQuotes, TheAuthorAloneAnswersAndMayTakeItBack) {
  const std::uint64_t quote = asked();
  EXPECT_EQ(refusal(basile_, reply(quote)).SerializeAsString(), refusal(basile_, reply(900'000)).SerializeAsString());
  EXPECT_EQ(refusal(c_.facilitator, reply(quote)).code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(draft().allowed_quotes_size(), 0);
  c_.accept(anna_, reply(quote));
  EXPECT_EQ(refusal(anna_, reply(quote)).code(), REFUSAL_CODE_ALREADY_DONE);
  ASSERT_EQ(draft().allowed_quotes_size(), 1);
  EXPECT_EQ(draft().allowed_quotes(0).words(), words);
  EXPECT_NE(draft().allowed_quotes(0).answered_at_ms(), 0);
  c_.accept(anna_, reply(quote, false));
  EXPECT_EQ(draft().allowed_quotes_size(), 0);
  EXPECT_TRUE(mine(anna_).rows(0).answered());
  EXPECT_FALSE(mine(anna_).rows(0).allowed());
}

TEST_F(DecideQuotes, AnErasedMessageTakesTheWordsWithIt) {
  const std::uint64_t quote = asked();
  c_.accept(anna_, reply(quote));
  Command erase;
  erase.mutable_redact_message()->set_message_id(message_);
  c_.accept(anna_, erase);
  EXPECT_EQ(mine(anna_).rows_size(), 0);
  EXPECT_EQ(draft().allowed_quotes_size(), 0);
  EXPECT_EQ(refusal(anna_, reply(quote, false)).code(), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(refusal(c_.facilitator, ask(message_)).code(), REFUSAL_CODE_FORBIDDEN);
  const auto scrubber = storage::Scrubber::open(c_.folder());
  const auto work = scrubber->begin();
  EXPECT_EQ(work.events.size(), 3u) << "the message, and both questions";
  while (!scrubber->finish(work)) {
  }
  EXPECT_TRUE(files_with(c_.folder(), words).empty());
}

}  // namespace ramure::test
