// The rules for files that messages carry: one's own, waiting, once; and words are not needed beside them.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideFiles : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t anna_ = c_.valmerac.first, basile_ = c_.kerlohan.first;
  std::uint64_t thread_ = c_.open_thread(c_.plenary, anna_);

  std::string upload(std::uint64_t member, std::string_view content = "Bonjour", const UploadedAs& as = {}) {
    return test::upload(c_.folder(), member, content, as);
  }
  Command post(std::initializer_list<std::string> ids, std::string_view body = "Voici") {
    Command command = command_post(thread_, body);
    for (const std::string& id : ids) command.mutable_post_message()->add_upload_ids(id);
    return command;
  }
  Command open(std::initializer_list<std::string> ids, std::string_view body = "Voici") {
    Command command = command_open_thread(c_.plenary);
    command.mutable_open_thread()->set_body(std::string(body));
    for (const std::string& id : ids) command.mutable_open_thread()->add_upload_ids(id);
    return command;
  }
  Refusal absent() { return c_.refusal(anna_, post({"00000000000000000000000000000000"})); }
};

}  // namespace

TEST_F(DecideFiles, AMessageCarriesThemInTheOrderGiven) {
  const std::string picture =
      upload(anna_, "des pixels", {.name = "carte.png", .media_type = "image/png", .width = 640, .height = 480});
  const std::string note = upload(anna_);
  const auto decision = c_.accept(anna_, post({picture, note}));
  ASSERT_EQ(decision.events.size(), 1u);
  const auto& files = decision.events[0].message_posted().attachments();
  ASSERT_EQ(files.size(), 2);
  EXPECT_EQ(files[0].name(), "carte.png");
  EXPECT_EQ(files[0].media_type(), "image/png");
  EXPECT_EQ(files[0].width(), 640u);
  EXPECT_EQ(files[0].height(), 480u);
  EXPECT_EQ(files[0].size_bytes(), std::string("des pixels").size());
  EXPECT_EQ(files[0].sha256(), sha256_of("des pixels"));
  EXPECT_EQ(files[1].name(), "note.txt");
}

TEST_F(DecideFiles, TheFirstMessageOfAThreadCarriesThemToo) {
  const auto decision = c_.accept(anna_, open({upload(anna_)}));
  ASSERT_EQ(decision.events.size(), 2u);
  EXPECT_EQ(decision.events[1].message_posted().attachments_size(), 1);
}

TEST_F(DecideFiles, WhatIsNotOnesOwnAndWaitingNeverWas) {
  const std::string somebody_elses = upload(basile_), used = upload(anna_);
  c_.accept(anna_, post({used}));
  const std::string old = upload(anna_, "vieux", {.at_ms = c_.store().last_event_ms() - limits::upload_waits_ms});
  EXPECT_EQ(absent().code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(absent().field(), "post_message.upload_ids");
  for (const std::string& id : {somebody_elses, used, old, std::string("Sésame")}) {
    EXPECT_EQ(c_.refusal(anna_, post({id})).SerializeAsString(), absent().SerializeAsString()) << id;
    EXPECT_EQ(c_.refusal(anna_, open({id})).field(), "open_thread.upload_ids");
  }
  c_.accept(basile_, post({somebody_elses}));
}

TEST_F(DecideFiles, WaitThirtyDaysAndNotLonger) {
  // The next command comes a second after the last event.
  const std::int64_t next = c_.store().last_event_ms() + 1'000;
  const std::string last_moment = upload(anna_, "encore", {.at_ms = next - limits::upload_waits_ms});
  EXPECT_TRUE(c_.consider(anna_, post({last_moment})));
  const std::string too_late = upload(anna_, "trop tard", {.at_ms = next - limits::upload_waits_ms - 1});
  EXPECT_EQ(c_.refusal(anna_, post({too_late})).code(), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecideFiles, EachIsGivenOnce) {
  const std::string id = upload(anna_);
  EXPECT_EQ(c_.refusal(anna_, post({id, id})).code(), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(c_.refusal(anna_, post({id, id})).field(), "post_message.upload_ids");
}

TEST_F(DecideFiles, ARefusedMessageUsesNothingUp) {
  const std::string id = upload(anna_);
  EXPECT_FALSE(c_.send(anna_, post({id}, std::string(limits::body_bytes_max + 1, 'x'))));
  EXPECT_TRUE(c_.send(anna_, post({id})));
}

TEST_F(DecideFiles, AThreadThatIsHiddenIsHiddenBeforeItsFilesAreLookedAt) {
  Command hidden = post({"00000000000000000000000000000000"}), absent = hidden;
  hidden.mutable_post_message()->set_thread_id(c_.open_thread(c_.kerlohan.pair, basile_));
  absent.mutable_post_message()->set_thread_id(limits::id_max);
  EXPECT_EQ(c_.refusal(anna_, hidden).SerializeAsString(), c_.refusal(anna_, absent).SerializeAsString());
}

TEST_F(DecideFiles, APictureNeedsNoWords) {
  EXPECT_EQ(c_.refusal(anna_, post({}, "")).field(), "post_message.body");
  EXPECT_EQ(c_.refusal(anna_, open({}, "  ")).field(), "open_thread.body");
  const std::uint64_t message = c_.accept(anna_, post({upload(anna_)}, "")).events[0].seq();
  c_.accept(anna_, open({upload(anna_)}, ""));
  c_.accept(anna_, command_edit(message, 1, "Avec une légende"));
  c_.accept(anna_, command_edit(message, 2, ""));
  const std::uint64_t plain = c_.post(thread_, anna_);
  EXPECT_EQ(c_.refusal(anna_, command_edit(plain, 1, "")).field(), "edit_message.body");
  EXPECT_EQ(c_.refusal(anna_, post({upload(anna_)}, "\x01")).field(), "post_message.body") << "words have rules still";
}

}  // namespace ramure::test
