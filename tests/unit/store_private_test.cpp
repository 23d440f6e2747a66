// Private rows and drafts: one sequence of revisions per member over two files, whatever happens between them.
#include <gtest/gtest.h>

#include "storage/connection.hpp"
#include "storage/reader.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

using storage::Connection;

namespace {

class StorePrivate : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::uint64_t member_ = community_.valmerac.first;
  std::uint64_t other_ = community_.valmerac.second;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, member_, "Un fil");

  template <typename Work>
  auto in_command(Work&& work) {
    storage::Store& store = community_.store();
    store.begin();
    store.begin_command();
    const auto result = work(store);
    store.end_command();
    store.commit();
    return result;
  }

  static v1::PrivateRow draft(std::uint64_t thread_id, std::string_view text) {
    v1::PrivateRow row;
    row.mutable_draft()->set_thread_id(thread_id);
    row.mutable_draft()->set_text(std::string(text));
    row.mutable_draft()->set_saved_at_ms(7);
    return row;
  }

  std::uint64_t save(std::uint64_t member_id, std::string_view text) {
    return in_command([&](storage::Store& store) { return store.write_private(member_id, draft(thread_, text)); });
  }

  std::uint64_t move_cursor(std::uint64_t member_id, std::uint64_t read_up_to) {
    return in_command([&](storage::Store& store) {
      v1::PrivateRow row;
      row.mutable_read_cursor()->set_thread_id(thread_);
      row.mutable_read_cursor()->set_read_up_to(read_up_to);
      return store.write_private(member_id, row);
    });
  }

  std::uint64_t clear(std::uint64_t member_id) {
    return in_command([&](storage::Store& store) { return store.clear_draft(member_id, thread_, 9); });
  }

  Connection community_file() { return Connection(community_.folder() / "community.db", {.database = "community"}); }
  Connection drafts_file() { return Connection(community_.folder() / "drafts.db", {.database = "drafts"}); }

  // "text@revision", or "nothing"
  std::string draft_on_disk(std::uint64_t member_id) {
    Connection db = drafts_file();
    auto row = db.query("SELECT text, revision FROM drafts WHERE member_id = ?", member_id);
    return row.step() ? std::string(row.text(0)) + "@" + std::to_string(row.integer(1)) : "nothing";
  }
};

}  // namespace

TEST_F(StorePrivate, RevisionsOfAMemberRunAcrossBothFiles) {
  EXPECT_EQ(move_cursor(member_, 5), 1U);
  EXPECT_EQ(save(member_, "un début"), 2U);
  EXPECT_EQ(move_cursor(member_, 6), 3U);
  EXPECT_EQ(save(other_, "une autre"), 1U) << "each member counts for itself";
  EXPECT_EQ(save(member_, "un début plus long"), 4U);
  EXPECT_EQ(draft_on_disk(member_), "un début plus long@4");
  EXPECT_EQ(community_.view().read_up_to(member_, thread_), 6U);
}

TEST_F(StorePrivate, LastWriterWinsForEveryKindOfRow) {
  const std::uint64_t revision = in_command([&](storage::Store& store) {
    v1::PrivateRow following;
    following.mutable_following()->set_channel_id(community_.plenary);
    following.mutable_following()->set_level(v1::FOLLOW_LEVEL_MUTED);
    store.write_private(member_, following);
    following.mutable_following()->set_level(v1::FOLLOW_LEVEL_FOLLOWED);
    store.write_private(member_, following);
    v1::PrivateRow visit;
    visit.mutable_last_visit()->set_seq(3);
    store.write_private(member_, visit);
    visit.mutable_last_visit()->set_seq(12);
    return store.write_private(member_, visit);
  });
  EXPECT_EQ(revision, 4U);
  Connection db = community_file();
  auto row = db.query("SELECT f.level, f.revision, v.seq, v.revision FROM followings f, last_visits v");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.as<v1::FollowLevel>(0), v1::FOLLOW_LEVEL_FOLLOWED);
  EXPECT_EQ(row.integer(1), 2);
  EXPECT_EQ(row.integer(2), 12);
  EXPECT_EQ(row.integer(3), 4);
  EXPECT_FALSE(row.step());
}

TEST_F(StorePrivate, PostingClearsTheDraftAndOnlyIfThereIsOne) {
  EXPECT_EQ(clear(member_), 0U);
  save(member_, "à poster");
  EXPECT_EQ(clear(other_), 0U);
  EXPECT_EQ(clear(member_), 2U);
  EXPECT_EQ(draft_on_disk(member_), "@2");
  EXPECT_EQ(clear(member_), 0U);
}

TEST_F(StorePrivate, DraftsAreKnownAgainAfterReopening) {
  save(member_, "à poster");
  community_.reopen();
  EXPECT_EQ(clear(member_), 2U);
  EXPECT_EQ(draft_on_disk(member_), "@2");
}

TEST_F(StorePrivate, DraftOfAnUndoneCommandOrAbandonedBatchIsNotSaved) {
  storage::Store& store = community_.store();
  store.begin();
  store.begin_command();
  store.write_private(member_, draft(thread_, "défait"));
  store.undo_command();
  store.begin_command();
  store.write_private(other_, draft(thread_, "gardé"));
  store.end_command();
  store.commit();
  EXPECT_EQ(draft_on_disk(member_), "nothing");
  EXPECT_EQ(draft_on_disk(other_), "gardé@1");

  store.begin();
  store.begin_command();
  store.write_private(member_, draft(thread_, "abandonné"));
  store.end_command();
  store.abandon();
  EXPECT_EQ(save(other_, "plus tard"), 2U);
  EXPECT_EQ(draft_on_disk(member_), "nothing");
}

TEST_F(StorePrivate, WithinABatchTheLastDraftHolds) {
  save(member_, "ancien");
  in_command([&](storage::Store& store) {
    store.clear_draft(member_, thread_, 9);
    return store.write_private(member_, draft(thread_, "nouveau"));
  });
  EXPECT_EQ(draft_on_disk(member_), "nouveau@3") << "saved first, cleared later, but the later revision holds";
  in_command([&](storage::Store& store) {
    store.write_private(member_, draft(thread_, "encore"));
    return store.clear_draft(member_, thread_, 9);
  });
  EXPECT_EQ(draft_on_disk(member_), "@5");
}

// The crash between the two commits, seen from the files: the batch with the note is there, drafts.db is not yet.
TEST_F(StorePrivate, ClearingThatACrashPreventedIsMadeGoodOnOpening) {
  save(member_, "déjà posté");
  community_.close();
  {
    Connection db = community_file();
    db.run(
        "INSERT INTO drafts_to_clear (id, member_id, thread_id, channel_id, saved_at_ms, revision) "
        "VALUES (1, ?, ?, 0, 9, 2)",
        member_, thread_);
    db.run("UPDATE private_revisions SET revision = 2 WHERE member_id = ?", member_);
  }
  community_.reopen();
  EXPECT_EQ(draft_on_disk(member_), "@2");
  EXPECT_EQ(save(other_, "le lot suivant"), 1U);
  Connection db = community_file();
  EXPECT_FALSE(db.query("SELECT 1 FROM drafts_to_clear").step()) << "and the note is taken away";
}

// Between the two commits a reader must not be told of a revision without the row that it stands for.
TEST_F(StorePrivate, ReaderSeesAClearingThatTheDraftsFileDoesNotHaveYet) {
  save(member_, "déjà posté");
  {
    Connection db = community_file();
    db.run(
        "INSERT INTO drafts_to_clear (id, member_id, thread_id, channel_id, saved_at_ms, revision) "
        "VALUES (1, ?, ?, 0, 9, 2)",
        member_, thread_);
    db.run("UPDATE private_revisions SET revision = 2 WHERE member_id = ?", member_);
  }
  const auto reader = storage::Reader::open(community_.folder());
  v1::PrivateRows answer;
  ASSERT_TRUE(reader->private_rows(member_, 1, answer));
  ASSERT_EQ(answer.rows_size(), 1);
  EXPECT_EQ(answer.revision(), 2U);
  EXPECT_EQ(answer.rows(0).revision(), 2U);
  EXPECT_EQ(answer.rows(0).draft().thread_id(), thread_);
  EXPECT_EQ(answer.rows(0).draft().text(), "");
}

// The crash the other way round: a draft is on disk whose revision community.db never heard of.
TEST_F(StorePrivate, RevisionGoesOnFromADraftThatOutlivedItsBatch) {
  move_cursor(member_, 5);
  community_.close();
  {
    Connection db = drafts_file();
    db.run(
        "INSERT INTO drafts (member_id, thread_id, channel_id, text, saved_at_ms, revision) "
        "VALUES (?, ?, 0, 'orphelin', 7, 2)",
        member_, thread_);
  }
  community_.reopen();
  EXPECT_EQ(move_cursor(member_, 6), 3U);
}

TEST_F(StorePrivate, AnEntryWhoseBatchWasLostIsTakenAwayOnOpening) {
  v1::PrivateRow row;
  row.mutable_notebook_entry()->set_entry_key("a");
  row.mutable_notebook_entry()->set_text("Ma pensée");
  in_command([&](storage::Store& store) { return store.write_private(member_, row); });
  drafts_file().run("INSERT INTO notebook (member_id, entry_key, text, revision) VALUES (?, x'77', 'Perdue', 9)",
                    member_);
  community_.reopen();
  Connection drafts = drafts_file();
  auto texts = drafts.query("SELECT text FROM notebook");
  ASSERT_TRUE(texts.step());
  EXPECT_EQ(texts.text(0), "Ma pensée");
  EXPECT_FALSE(texts.step());
  Connection community = community_file();
  EXPECT_TRUE(community.query("SELECT 1 FROM pending_scrubs WHERE thing_id = 0").step()) << "its words may lie there";
}

TEST_F(StorePrivate, ARowWithoutBodyIsNotTaken) {
  storage::Store& store = community_.store();
  store.begin();
  store.begin_command();
  EXPECT_THROW(store.write_private(member_, v1::PrivateRow()), CheckFailed);
  store.undo_command();
  store.commit();
  EXPECT_EQ(move_cursor(member_, 5), 1U) << "and costs no revision";
}

}  // namespace ramure::test
