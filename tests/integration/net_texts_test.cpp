// The text of a roadmap over real sockets: opened, written by two, delivered to both; and a server that is killed
// between the commit and the answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "server/roadmap/utf16.hpp"
#include "tests/support/collab_editor.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

// An editor on a connection of its own.
class Writer {
 public:
  Writer(const RunningCommunity& served, std::uint64_t member_id, std::uint64_t roadmap_id)
      : served_(served), member_id_(member_id), roadmap_id_(roadmap_id), editor_(member_id, 1'000 + member_id) {
    connect();
  }

  void connect() {
    client_.emplace(served_.connect(member_id_));
    v1::Hello hello;
    hello.set_events_only(true);
    epoch_ = client_->hello(hello).epoch();
    v1::ClientFrame frame;
    frame.mutable_open_text()->set_roadmap_id(roadmap_id_);
    frame.mutable_open_text()->set_from_version(editor_.version());
    frame.mutable_open_text()->set_epoch(editor_.version() == 0 ? "" : epoch_);
    const v1::Reply reply = client_->request(frame);
    ASSERT_TRUE(reply.has_text_opened()) << reply.ShortDebugString();
    if (reply.text_opened().has_text()) take_whole(reply.text_opened());
    EXPECT_EQ(reply.text_opened().version(), editor_.version());
  }

  void write(std::size_t at, std::u16string words) {
    editor_.write(roadmap::replacement(editor_.text().size(), at, at, std::move(words)));
  }

  void erase(std::size_t from, std::size_t to) {
    editor_.write(roadmap::replacement(editor_.text().size(), from, to, {}));
  }

  v1::Command push() const {
    const roadmap::Push push = editor_.push(0);
    v1::Command command;
    command.mutable_push_text()->set_roadmap_id(roadmap_id_);
    command.mutable_push_text()->set_epoch(epoch_);
    v1::TextPush& wire = *command.mutable_push_text()->mutable_push();
    wire.set_editor_id(push.editor_id);
    wire.set_base_version(push.base_version);
    for (const roadmap::Change& change : push.changes) *wire.add_changes() = roadmap::to_wire(change);
    return command;
  }

  v1::Reply send() { return client_->command(push()); }
  void send_and_forget() {
    v1::ClientFrame frame;
    frame.set_request_id(999);
    *frame.mutable_command() = push();
    client_->send(frame);
  }

  // Takes in what comes until it has this version, one change at a time.
  void catch_up(std::uint64_t version) {
    while (editor_.version() < version) {
      const auto frame = client_->receive(5s);
      ASSERT_TRUE(frame.has_value()) << "no change came";
      for (const v1::TextDelivery& delivery : frame->text_changes()) {
        ASSERT_EQ(delivery.entry().version(), editor_.version() + 1);
        editor_.receive(roadmap::read_entry(delivery.entry()));
      }
    }
  }

  const CollabEditor& editor() const { return editor_; }
  WsClient& client() { return *client_; }

 private:
  // An editor begins with a text; here that is everything up to it as one change of nobody's.
  void take_whole(const v1::TextOpened& opened) {
    std::u16string text = roadmap::to_utf16(opened.text());
    editor_.begin(opened.version(), std::move(text));
  }

  const RunningCommunity& served_;
  std::uint64_t member_id_, roadmap_id_;
  CollabEditor editor_;
  std::optional<WsClient> client_;
  std::string epoch_;
};

std::uint64_t begin_roadmap(RunningCommunity& served, std::uint64_t member_id) {
  WsClient client = served.connect(member_id);
  client.hello();
  v1::Command create;
  create.set_command_key(served.next_key());
  create.mutable_roadmap()->mutable_create_roadmap()->set_template_key("bilan");
  create.mutable_roadmap()->mutable_create_roadmap()->set_title("Notre bilan");
  const v1::Reply reply = client.command(create);
  EXPECT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
  return reply.accepted().first_seq();
}

}  // namespace

TEST(NetTexts, TwoWriteAtOnceAndSeeTheSame) {
  RunningCommunity served;
  const auto& valmerac = served.people().valmerac;
  const std::uint64_t id = begin_roadmap(served, valmerac.first);
  Writer anna(served, valmerac.first, id), ben(served, valmerac.second, id);
  anna.write(0, u"Anna. ");
  ben.write(0, u"Ben. ");
  const v1::Reply first = anna.send(), second = ben.send();
  ASSERT_TRUE(first.has_accepted()) << first.ShortDebugString();
  EXPECT_EQ(first.accepted().text().taken(), 1u);
  ASSERT_TRUE(second.has_accepted()) << "late, and moved";
  anna.catch_up(second.accepted().text().version());
  ben.catch_up(second.accepted().text().version());
  EXPECT_EQ(anna.editor().text(), ben.editor().text());
  EXPECT_NE(anna.editor().text().find(u"Anna. "), std::u16string::npos);
  EXPECT_NE(anna.editor().text().find(u"Ben. "), std::u16string::npos);
}

TEST(NetTexts, NobodyElseOpensIt) {
  RunningCommunity served;
  const std::uint64_t id = begin_roadmap(served, served.people().valmerac.first);
  WsClient stranger = served.connect(served.people().kerlohan.first);
  stranger.hello();
  v1::ClientFrame hidden, absent;
  hidden.mutable_open_text()->set_roadmap_id(id);
  absent.mutable_open_text()->set_roadmap_id(900'000'000);
  const v1::Reply one = stranger.request(hidden), other = stranger.request(absent);
  EXPECT_EQ(one.refusal().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(one.refusal().SerializeAsString(), other.refusal().SerializeAsString());
}

// Ben is given the change, so it is committed when the server is killed; Anna has heard nothing of it and pushes again.
TEST(NetTexts, AServerThatIsKilledBetweenCommitAndAnswerTakesNothingTwice) {
  RunningCommunity served;
  const auto& valmerac = served.people().valmerac;
  const std::uint64_t id = begin_roadmap(served, valmerac.first);
  Writer anna(served, valmerac.first, id), ben(served, valmerac.second, id);
  for (int round = 0; round < 5; ++round) {
    const std::uint64_t committed = ben.editor().version() + 1;
    anna.write(0, u"mot" + std::u16string(1, static_cast<char16_t>(u'a' + round)) + u" ");
    anna.send_and_forget();
    ASSERT_NO_FATAL_FAILURE(ben.catch_up(committed));
    served.server().kill();
    served.server().start();
    anna.connect();
    ASSERT_TRUE(anna.editor().has_unsent());
    const v1::Reply again = anna.send();
    ASSERT_TRUE(again.has_accepted()) << again.ShortDebugString();
    EXPECT_EQ(again.accepted().text().version(), committed);
    ASSERT_NO_FATAL_FAILURE(anna.catch_up(again.accepted().text().version()));
    EXPECT_FALSE(anna.editor().has_unsent());
    EXPECT_EQ(Writer(served, valmerac.second, id).editor().version(), committed) << "the log has grown";
    ben.connect();
    EXPECT_EQ(ben.editor().version(), committed);
  }
  Writer fresh(served, valmerac.second, id);
  EXPECT_EQ(fresh.editor().text(), anna.editor().text());
  EXPECT_EQ(fresh.editor().text(), ben.editor().text());
  EXPECT_TRUE(fresh.editor().text().starts_with(u"mote motd motc motb mota "));
}

// The others have it on their screens until they are given that it was deleted; nobody has to open anew.
TEST(NetTexts, APassageIsRemovedFromTheHistoryWhileOthersWriteOn) {
  RunningCommunity served;
  const auto& valmerac = served.people().valmerac;
  const std::uint64_t id = begin_roadmap(served, valmerac.first);
  Writer anna(served, valmerac.first, id), ben(served, valmerac.second, id);
  const auto send = [](Writer& writer) {
    const v1::Reply reply = writer.send();
    ASSERT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
    writer.catch_up(reply.accepted().text().version());
  };
  anna.write(0, u"Le mot rarissime. ");
  send(anna);
  ben.catch_up(anna.editor().version());
  anna.erase(0, 18);
  send(anna);
  ASSERT_FALSE(files_with(served.data(), "rarissime").empty()) << "it was in no file, and could not leave any";
  v1::Command remove;
  remove.set_command_key(served.next_key());
  remove.mutable_roadmap()->set_roadmap_id(id);
  remove.mutable_roadmap()->mutable_remove_passage()->set_passage("rarissime");
  const v1::Reply removed = anna.client().command(remove);
  ASSERT_TRUE(removed.has_accepted()) << removed.ShortDebugString();
  served.server().kill();
  served.server().start();
  anna.connect();
  ben.write(0, u"Ben. ");  // made while the passage stood before his eyes
  ben.connect();
  send(ben);
  anna.catch_up(ben.editor().version());
  EXPECT_EQ(anna.editor().text(), ben.editor().text());
  EXPECT_TRUE(ben.editor().text().starts_with(u"Ben. "));
  std::vector<std::string> files{"?"};
  for (int tries = 0; tries < 200 && !files.empty(); ++tries) {
    std::this_thread::sleep_for(100ms);
    files = files_with(served.data(), "rarissime");
  }
  EXPECT_TRUE(files.empty()) << files.front();
}

}  // namespace ramure::test
