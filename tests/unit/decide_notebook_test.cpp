// « Mon carnet »: rows of one's own, kept over a restart, gone when one says so or leaves.
#include "server/course/course_limits.hpp"
#include "storage/check.hpp"
#include "storage/connection.hpp"
#include "storage/scrub.hpp"
#include "tests/support/course_world.hpp"
#include "tests/support/file_words.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideNotebook : public CourseWorld {
 protected:
  std::uint64_t me_ = c_.valmerac.first;

  std::vector<NotebookEntry> notebook(std::uint64_t member_id, std::uint64_t since = 0) {
    PrivateRows answer;
    storage::Reader::open(c_.folder())->private_rows(member_id, since, answer);
    std::vector<NotebookEntry> entries;
    for (const PrivateRow& row : answer.rows()) {
      if (row.has_notebook_entry()) entries.push_back(row.notebook_entry());
    }
    return entries;
  }
};

}  // namespace

TEST_F(DecideNotebook, AnEntryIsOnesOwnAndRewrittenUnderItsKey) {
  const std::uint64_t session = begun_session();
  const auto decision = c_.accept(me_, command_note("a", "J’ai appris que…", session));
  EXPECT_TRUE(decision.events.empty());
  ASSERT_EQ(notebook(me_).size(), 1u);
  const NotebookEntry first = notebook(me_)[0];
  EXPECT_EQ(first.text(), "J’ai appris que…");
  EXPECT_EQ(first.gathering_id(), session);
  EXPECT_GT(first.written_at_ms(), 0);
  EXPECT_EQ(first.written_at_ms(), first.edited_at_ms());
  EXPECT_TRUE(notebook(c_.valmerac.second).empty()) << "not even the other of the pair";

  begun_session();  // time goes on
  c_.accept(me_, command_note("a", "J’ai appris ceci.", session));
  ASSERT_EQ(notebook(me_).size(), 1u);
  EXPECT_EQ(notebook(me_)[0].text(), "J’ai appris ceci.");
  EXPECT_EQ(notebook(me_)[0].written_at_ms(), first.written_at_ms());
  EXPECT_GT(notebook(me_)[0].edited_at_ms(), first.edited_at_ms());
}

TEST_F(DecideNotebook, AnEntryIsAboutAGatheringThatOneReads) {
  const std::uint64_t hidden =
      made(c_.facilitator, command_plan(c_.backstage, GATHERING_KIND_OTHER, now() + day_ms, "Entre nous"));
  EXPECT_EQ(c_.refusal(me_, command_note("a", "Mot", hidden)).SerializeAsString(),
            c_.refusal(me_, command_note("a", "Mot", 900'000'000)).SerializeAsString());
  EXPECT_EQ(c_.refusal(me_, command_note("a", "Mot", hidden)).code(), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecideNotebook, WithoutWordsItGoesAndOtherDevicesAreTold) {
  EXPECT_EQ(code(me_, command_note("a", "")), REFUSAL_CODE_ALREADY_DONE);
  c_.accept(me_, command_note("a", "Le zqbdfgkmpr"));
  c_.accept(me_, command_note("b", "Reste"));
  c_.accept(me_, command_note("a", ""));
  const auto told = notebook(me_);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].text(), "Reste");
  EXPECT_EQ(told[1].text(), "") << "the row says that it is gone";
  EXPECT_EQ(code(me_, command_note("a", "")), REFUSAL_CODE_ALREADY_DONE);
  c_.accept(me_, command_note("a", "De nouveau"));
  EXPECT_EQ(notebook(me_).back().text(), "De nouveau");
  EXPECT_EQ(notebook(me_).size(), 2u);
}

TEST_F(DecideNotebook, AThousandEntriesAndNotOneMore) {
  for (std::size_t i = 0; i < course::limits::notebook_entries_max; ++i) {
    c_.accept(me_, command_note(std::to_string(i), "Mot"));
  }
  EXPECT_EQ(code(me_, command_note("une de trop", "Mot")), REFUSAL_CODE_TOO_LARGE);
  EXPECT_TRUE(c_.consider(me_, command_note("7", "Autre mot"))) << "those that are there are edited";
  c_.accept(me_, command_note("7", ""));
  EXPECT_TRUE(c_.consider(me_, command_note("une de trop", "Mot")));
  EXPECT_EQ(code(me_, command_note("une de trop", std::string(10'001, 'x'))), REFUSAL_CODE_TOO_LARGE);
}

TEST_F(DecideNotebook, LongEntriesComePageByPage) {
  for (int i = 0; i < 300; ++i) c_.accept(me_, command_note(std::to_string(i), std::string(10'000, 'x')));
  std::set<std::string> keys;
  std::uint64_t since = 0;
  const auto reader = storage::Reader::open(c_.folder());
  for (int pages = 0; keys.size() < 300 && pages < 20; ++pages) {
    PrivateRows page;
    reader->private_rows(me_, since, page);
    EXPECT_LT(page.ByteSizeLong(), 1'200'000u);
    for (const PrivateRow& row : page.rows()) {
      if (row.notebook_entry().text().size() == 10'000) keys.insert(row.notebook_entry().entry_key());
    }
    since = page.revision();
  }
  EXPECT_EQ(keys.size(), 300u);
}

TEST_F(DecideNotebook, WhoLeavesTakesItAlong) {
  c_.accept(me_, command_note("a", "Ma pensée"));
  c_.accept(c_.valmerac.second, command_note("a", "La mienne"));
  Command end;
  end.mutable_end_membership()->set_member_id(me_);
  end.mutable_end_membership()->set_status(MEMBER_STATUS_FORMER);
  c_.accept(c_.admin, end);
  EXPECT_EQ(notebook(me_).back().text(), "Ma pensée") << "a former member keeps his";
  end.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  c_.accept(c_.admin, end);
  ASSERT_EQ(notebook(me_).size(), 1u);
  EXPECT_EQ(notebook(me_)[0].text(), "");
  EXPECT_EQ(notebook(c_.valmerac.second)[0].text(), "La mienne");
  for (const auto& finding : storage::check_community(c_.folder())) ADD_FAILURE() << finding.sentence;
}

// Rows of drafts.db are rewritten in place: what lay in free places of the file and in its WAL stayed there.
TEST_F(DecideNotebook, TheWordsOfAnEntryThatIsGoneAreInNoFile) {
  for (int i = 0; i < 40; ++i) c_.accept(me_, command_note(std::to_string(i), "Le zqbdfgkmpr" + std::to_string(i)));
  for (int i = 0; i < 40; i += 3) c_.accept(me_, command_note(std::to_string(i), ""));
  const auto scrubber = storage::Scrubber::open(c_.folder());
  ASSERT_TRUE(scrubber->finish(scrubber->begin()));
  EXPECT_TRUE(scrubber->begin().thing_ids.empty());
  EXPECT_TRUE(files_with(c_.folder(), "zqbdfgkmpr21").empty());
  EXPECT_FALSE(files_with(c_.folder(), "zqbdfgkmpr22").empty()) << "what was not erased is kept";
  for (const auto& finding : storage::check_community(c_.folder())) ADD_FAILURE() << finding.sentence;
}

TEST_F(DecideNotebook, TheScrubberWaitsForWordsThatAreNotCarriedOutYet) {
  c_.accept(me_, command_note("a", "Ma pensée"));
  const auto scrubber = storage::Scrubber::open(c_.folder());
  c_.accept(me_, command_note("a", ""));
  // As after a kill between the two files: noted, and not done.
  storage::Connection drafts(c_.folder() / "drafts.db", {.database = "drafts"});
  drafts.run("INSERT INTO notebook (member_id, entry_key, text, revision) VALUES (?, ?, 'Ma pensée', 1)", me_,
             storage::Blob{command_note("a", "").course().save_notebook_entry().entry().entry_key()});
  const storage::ScrubWork work = scrubber->begin();
  EXPECT_FALSE(scrubber->finish(work));
  drafts.run("DELETE FROM notebook");
  c_.accept(c_.valmerac.second, command_note("b", "Une pensée"));
  c_.accept(c_.valmerac.second, command_note("b", ""));
  EXPECT_TRUE(scrubber->finish(work));
  EXPECT_FALSE(scrubber->begin().thing_ids.empty()) << "what went after begin() has its own turn";
}

TEST_F(DecideNotebook, WhoLeavesTakesAllDraftsAlong) {
  Command draft;
  draft.mutable_save_draft()->set_thread_id(c_.open_thread(c_.plenary, me_));
  draft.mutable_save_draft()->set_text("Le zqvtrpmkgf");
  c_.accept(me_, draft);
  c_.accept(c_.valmerac.second, draft);
  c_.accept(me_, command_note("a", "Le zqttggmmkk"));
  Command end;
  end.mutable_end_membership()->set_member_id(me_);
  end.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  c_.accept(c_.admin, end);
  storage::Connection drafts(c_.folder() / "drafts.db", {.database = "drafts", .read_only = true});
  for (const std::uint64_t member : {me_, c_.valmerac.second}) {
    auto rows = drafts.query(
        "SELECT (SELECT count(*) FROM drafts WHERE member_id = ?1) + (SELECT count(*) FROM notebook WHERE member_id = "
        "?1)",
        member);
    ASSERT_TRUE(rows.step());
    EXPECT_EQ(rows.integer(0), member == me_ ? 0 : 1);
  }
}

}  // namespace ramure::test
