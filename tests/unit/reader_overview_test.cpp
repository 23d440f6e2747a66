// The queries of the web client's pages: messages by their ids, history at a moment, the map of territories and
// themes, similar obstacles, and the life of one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "server/community/answer.hpp"
#include "storage/search/follow.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class ReaderOverview : public testing::Test {
 protected:
  v1::Reply reply(std::uint64_t member_id, const v1::Query& query) {
    return community::answer(*reader_, member_id, query);
  }
  v1::Answer ask(std::uint64_t member_id, const v1::Query& query) {
    const v1::Reply answer = reply(member_id, query);
    EXPECT_TRUE(answer.has_answer()) << answer.ShortDebugString();
    return answer.answer();
  }
  void expect_refused(const v1::Query& query, v1::RefusalCode code, const std::string& field) {
    const v1::Reply answer = reply(anna_, query);
    EXPECT_EQ(answer.refusal().code(), code) << query.ShortDebugString();
    EXPECT_EQ(answer.refusal().field(), field) << query.ShortDebugString();
  }
  // "territory/theme unread[!]", by the ids' places: v Valmérac, k Kerlohan, - none; 1 and 2 the themes.
  std::vector<std::string> map(std::uint64_t member_id) {
    v1::Query query;
    query.mutable_get_map();
    std::vector<std::string> cells;
    const v1::MapAnswer answer = ask(member_id, query).map();
    for (const v1::MapCell& cell : answer.cells()) {
      const std::string territory = cell.territory_id() == 0 ? "-" : cell.territory_id() == c_.valmerac.id ? "v" : "k";
      cells.push_back(territory + (cell.theme_id() == c_.theme ? "/1 " : "/2 ") +
                      std::to_string(cell.unread_threads()) + (cell.has_open_obstacle() ? "!" : ""));
    }
    return cells;
  }
  std::vector<std::string> life(std::uint64_t member_id, std::uint64_t thread_id) {
    v1::Query query;
    query.mutable_get_obstacle_life()->set_thread_id(thread_id);
    std::vector<std::string> steps;
    const v1::ObstacleLife told = ask(member_id, query).obstacle_life();
    for (const v1::ObstacleStep& step : told.steps()) {
      EXPECT_GT(step.at_ms(), 0);
      steps.push_back(std::to_string(step.status()) + " by " + std::to_string(step.actor_id()) +
                      (step.outcome().empty() ? "" : " " + step.outcome()));
    }
    return steps;
  }
  void read_all(std::uint64_t member_id, std::uint64_t thread_id) {
    v1::Command command;
    command.mutable_mark_read()->set_thread_id(thread_id);
    command.mutable_mark_read()->set_read_up_to(thread_id + 1);
    c_.accept(member_id, command);
  }

  RuledCommunity c_;
  const std::uint64_t host_ = c_.facilitator, anna_ = c_.valmerac.first, chloe_ = c_.kerlohan.first;
  std::unique_ptr<storage::SearchIndex> index_ =
      storage::SearchIndex::open(c_.folder() / "search.db", c_.store().epoch());
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(c_.folder());
};

}  // namespace

TEST_F(ReaderOverview, MessagesComeInTheOrderAskedWithoutThoseThatAreHidden) {
  const auto thread = c_.open_thread(c_.plenary, anna_, "Le titre"), answer = c_.post(thread, chloe_, "Oui");
  const auto hidden = c_.open_thread(c_.valmerac.pair, anna_) + 1;
  v1::Query query;
  for (const auto id : {answer, hidden, std::uint64_t{999'999}, thread + 1})
    query.mutable_get_messages()->add_message_ids(id);
  const v1::MessageList list = ask(chloe_, query).message_list();
  ASSERT_EQ(list.messages_size(), 2);
  EXPECT_EQ(list.messages(0).message().id(), answer);
  EXPECT_EQ(list.messages(0).message().body(), "Oui");
  EXPECT_EQ(list.messages(0).thread_title(), "Le titre");
  EXPECT_EQ(list.messages(1).message().id(), thread + 1);
}

TEST_F(ReaderOverview, MessagesByIdAreAtMostFifty) {
  v1::Query query;
  query.mutable_get_messages();
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "get_messages.message_ids");
  query.mutable_get_messages()->add_message_ids(0);
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "get_messages.message_ids");
  query.mutable_get_messages()->clear_message_ids();
  for (std::size_t id = 1; id <= limits::messages_by_id_max; ++id) query.mutable_get_messages()->add_message_ids(id);
  EXPECT_TRUE(reply(anna_, query).has_answer());
  query.mutable_get_messages()->add_message_ids(1);
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "get_messages.message_ids");
}

TEST_F(ReaderOverview, HistoryOpensAtAMoment) {
  const auto thread = c_.open_thread(c_.plenary, anna_);
  std::vector<v1::Message> all;
  for (int i = 0; i < 10; ++i) c_.post(thread, i % 2 == 0 ? anna_ : chloe_);
  v1::Query query;
  v1::GetHistory& history = *query.mutable_get_history();
  history.set_thread_id(thread);
  const v1::History whole = ask(anna_, query).history();
  all.assign(whole.messages().begin(), whole.messages().end());
  history.set_limit(4);
  const auto ids_at = [&](std::int64_t at_ms) {
    history.set_at_ms(at_ms);
    std::vector<std::uint64_t> ids;
    const v1::History page = ask(anna_, query).history();
    for (const auto& message : page.messages()) ids.push_back(message.id());
    return ids;
  };
  EXPECT_THAT(ids_at(all[5].posted_at_ms()), ElementsAre(all[3].id(), all[4].id(), all[5].id(), all[6].id()));
  EXPECT_THAT(ids_at(all[5].posted_at_ms() - 1), ElementsAre(all[3].id(), all[4].id(), all[5].id(), all[6].id()));
  EXPECT_THAT(ids_at(1), ElementsAre(all[0].id(), all[1].id()));
  EXPECT_THAT(ids_at(all[10].posted_at_ms() + 1), ElementsAre(all[9].id(), all[10].id()));
  EXPECT_FALSE(ask(anna_, query).history().more_after());
  history.set_before_id(all[3].id());
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "get_history");
  history.clear_before_id();
  history.set_at_ms(-1);
  expect_refused(query, v1::REFUSAL_CODE_INVALID_ARGUMENT, "get_history.at_ms");
}

TEST_F(ReaderOverview, TheMapShowsWhatIsNewForTheReaderCellByCell) {
  const auto read = c_.open_thread(c_.themes, anna_);
  c_.open_thread(c_.themes, anna_);
  c_.declare(chloe_, v1::OBSTACLE_SCOPE_COMMUNITY);
  c_.open_thread(c_.plenary, anna_);
  c_.declare(anna_, v1::OBSTACLE_SCOPE_PAIR);
  EXPECT_THAT(map(host_), ElementsAre("v/1 2", "k/1 1!"));
  EXPECT_THAT(map(anna_), ElementsAre("v/1 0", "k/1 1!")) << "one's own words are not new";
  read_all(host_, read);
  EXPECT_THAT(map(host_), ElementsAre("v/1 1", "k/1 1!"));
  EXPECT_THAT(map(c_.steering), IsEmpty()) << "who does not read the themes";
  v1::Command archive;
  archive.mutable_archive_thread()->set_thread_id(read);
  archive.mutable_archive_thread()->set_archived(true);
  c_.accept(host_, archive);
  EXPECT_THAT(map(host_), ElementsAre("v/1 1", "k/1 1!"));
}

TEST_F(ReaderOverview, TheMapDoesNotSayWhoseAnUnnamedObstacleIs) {
  const auto unnamed = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  EXPECT_THAT(map(chloe_), ElementsAre("-/1 1!"));
  EXPECT_THAT(map(anna_), ElementsAre("v/1 0!"));
  c_.accept(anna_, command_status(unnamed, v1::OBSTACLE_STATUS_PERSISTENT));
  EXPECT_THAT(map(chloe_), ElementsAre("-/1 1!")) << "one lives with it: it is still there";
  c_.accept(anna_, command_status(unnamed, v1::OBSTACLE_STATUS_LIFTED));
  EXPECT_THAT(map(chloe_), ElementsAre("-/1 1"));
}

TEST_F(ReaderOverview, AnObstacleIsToldFromDeclaredToLifted) {
  const auto obstacle = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY);
  c_.accept(host_, command_status(obstacle, v1::OBSTACLE_STATUS_IN_DISCUSSION));
  v1::Command lift = command_status(obstacle, v1::OBSTACLE_STATUS_LIFTED);
  lift.mutable_set_obstacle_status()->set_outcome("Passer voir les gens");
  c_.accept(c_.valmerac.second, lift);
  const auto by = [](int status, std::uint64_t actor) {
    return std::to_string(status) + " by " + std::to_string(actor);
  };
  EXPECT_THAT(life(chloe_, obstacle),
              ElementsAre(by(2, anna_), by(3, host_), by(7, c_.valmerac.second) + " Passer voir les gens"));
  EXPECT_THAT(life(chloe_, c_.open_thread(c_.themes, anna_)), IsEmpty()) << "no obstacle";
}

TEST_F(ReaderOverview, HiddenActorsStayHidden) {
  const auto unnamed = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  c_.accept(host_, command_status(unnamed, v1::OBSTACLE_STATUS_IN_DISCUSSION));
  c_.accept(anna_, command_status(unnamed, v1::OBSTACLE_STATUS_BYPASSED));
  EXPECT_THAT(life(chloe_, unnamed), ElementsAre("2 by 0", "3 by " + std::to_string(host_), "8 by 0"));
  EXPECT_THAT(life(anna_, unnamed).front(), "2 by " + std::to_string(anna_));
}

TEST_F(ReaderOverview, ASentenceFindsObstaclesThatSayTheSame) {
  const auto shared = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY), own = c_.declare(anna_, v1::OBSTACLE_SCOPE_PAIR);
  const auto unnamed = c_.declare(chloe_, v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  while (storage::follow_journal(*reader_, *index_, 1'000)) {
  }
  v1::Query query;
  query.mutable_find_similar_obstacles()->set_text("Comment débloquer une convention ?");
  const auto found = [&](std::uint64_t member_id) {
    std::vector<std::uint64_t> ids;
    const v1::SimilarObstacles answer = ask(member_id, query).similar_obstacles();
    for (const v1::Thread& thread : answer.threads()) ids.push_back(thread.id());
    return ids;
  };
  EXPECT_THAT(found(anna_), ElementsAre(unnamed, own, shared));
  EXPECT_THAT(found(host_), ElementsAre(unnamed, shared)) << "not what the pair keeps for itself";
  EXPECT_EQ(ask(host_, query).similar_obstacles().threads(0).author_id(), 0u);
  EXPECT_THAT(found(c_.orientation), IsEmpty());
  query.mutable_find_similar_obstacles()->set_text(std::string(limits::similar_text_bytes_max, 'a'));
  EXPECT_THAT(found(host_), IsEmpty());
  query.mutable_find_similar_obstacles()->set_text(std::string(limits::similar_text_bytes_max + 1, 'a'));
  expect_refused(query, v1::REFUSAL_CODE_TOO_LARGE, "find_similar_obstacles.text");
}

}  // namespace ramure::test
