// Command keys: what makes a command act once, however often it is sent.
#include <gtest/gtest.h>

#include "storage/connection.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

class StoreKeys : public testing::Test {
 protected:
  FoundedCommunity community_;
  storage::Store& store_ = community_.store();
  std::uint64_t member_ = community_.valmerac.first;
  std::uint64_t other_ = community_.valmerac.second;
  const std::string key_ = std::string(15, '\0') + "k";

  static v1::Command post(const std::string& key, std::string_view body) {
    v1::Command command;
    command.set_command_key(key);
    command.mutable_post_message()->set_thread_id(40);
    command.mutable_post_message()->set_body(std::string(body));
    return command;
  }

  void keep(const v1::Command& command, const storage::KeptAnswer& answer) {
    store_.begin();
    store_.begin_command();
    store_.keep_answer(member_, command.command_key(), store_.content_hash(command), answer);
    store_.end_command();
    store_.commit();
  }

  std::optional<storage::KeptAnswer> ask(std::uint64_t member_id, const v1::Command& command) {
    return store_.kept_answer(member_id, command.command_key(), store_.content_hash(command));
  }
};

}  // namespace

TEST_F(StoreKeys, SameKeyGetsTheFirstAnswerAlsoAfterReopening) {
  EXPECT_FALSE(ask(member_, post(key_, "Bonjour")).has_value());
  keep(post(key_, "Bonjour"), {.first_seq = 41, .last_seq = 43, .private_revision = 5});
  const auto expect_kept = [&](storage::Store& store) {
    const v1::Command again = post(key_, "Bonjour");
    const auto kept = store.kept_answer(member_, key_, store.content_hash(again));
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->first_seq, 41U);
    EXPECT_EQ(kept->last_seq, 43U);
    EXPECT_EQ(kept->private_revision, 5U);
    EXPECT_TRUE(kept->same_content);
  };
  expect_kept(store_);
  community_.reopen();
  expect_kept(community_.store());
}

TEST_F(StoreKeys, SameKeyForSomethingElseIsNoticed) {
  keep(post(key_, "Bonjour"), {.first_seq = 41, .last_seq = 41});
  const auto kept = ask(member_, post(key_, "Bonsoir"));
  ASSERT_TRUE(kept.has_value());
  EXPECT_FALSE(kept->same_content);
}

TEST_F(StoreKeys, KeysBelongToTheirMember) {
  keep(post(key_, "Bonjour"), {.first_seq = 41, .last_seq = 41});
  EXPECT_FALSE(ask(other_, post(key_, "Bonjour")).has_value());
}

TEST_F(StoreKeys, KeyOfAnUndoneCommandIsFree) {
  store_.begin();
  store_.begin_command();
  store_.keep_answer(member_, key_, store_.content_hash(post(key_, "Bonjour")), {.first_seq = 41});
  EXPECT_TRUE(ask(member_, post(key_, "Bonjour")).has_value());
  store_.undo_command();
  store_.commit();
  EXPECT_FALSE(ask(member_, post(key_, "Bonjour")).has_value());
}

TEST_F(StoreKeys, HashTellsNothingWithoutTheKeys) {
  const std::string hash = store_.content_hash(post(key_, "Bonjour"));
  EXPECT_EQ(hash.size(), 16U);
  EXPECT_EQ(hash, store_.content_hash(post(key_, "Bonjour")));
  const std::string another_key = std::string(15, '\0') + "l";
  EXPECT_NE(hash, store_.content_hash(post(another_key, "Bonjour"))) << "the same words twice do not show";

  const TemporaryFolder folder;
  const auto elsewhere = storage::Store::open(
      folder.path(),
      {.durable = false, .create = true, .new_epoch = std::string(32, 'f'), .new_hash_key = std::string(32, 'z')});
  EXPECT_NE(hash, elsewhere->content_hash(post(key_, "Bonjour")));
}

}  // namespace ramure::test
