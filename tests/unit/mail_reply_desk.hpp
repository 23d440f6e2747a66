// The desk for answers by mail, alone: with a Maildir, an outbox, and a community that answers what it is told.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "server/mail/decoding.hpp"
#include "server/mail/reply_desk.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::mail {

class MailReplyDesk : public testing::Test {
 protected:
  MailReplyDesk() {
    std::filesystem::create_directories(folder / "communities" / "demo");
    test::FoundedCommunity founded(folder / "communities" / "demo");
    member = founded.valmerac.first;
    founded.close();
    config.data = folder.path();
    config.mail.from = "ramure@exemple.fr";
    config.mail.folder = folder / "mails";
    config.mail_in.maildir = folder / "in";
    desk.emplace(config, outbox, services());
  }

  ReplyServices services() {
    return {.clock = clock,
            .random = random,
            .public_url = [] { return std::string("https://ramure.exemple.fr"); },
            .is_address_of_member = [this](const std::string&, std::uint64_t who,
                                           const std::string& address) { return who == member && address == own; },
            .is_address_of_account = [](const std::string& address) { return address == own; },
            .epoch_of = [this](const std::string&) -> identity::Outcome<std::string> { return epoch; },
            .run_as_member = [this](const std::string&, std::uint64_t,
                                    const v1::Command& command) -> identity::Outcome<v1::Accepted> {
              ran.push_back(command);
              if (answers != v1::REFUSAL_CODE_UNSPECIFIED) return refusal(answers);
              const bool is_again = posted_before && posted_before->command_key() == command.command_key();
              if (is_again && posted_before->SerializeAsString() != command.SerializeAsString()) {
                return refusal(v1::REFUSAL_CODE_KEY_REUSED);
              }
              for (const std::string& id : command.post_message().upload_ids()) {
                if (std::ranges::find(kept, id, &KeptFile::upload_id) == kept.end()) {
                  return refusal(v1::REFUSAL_CODE_NOT_FOUND, "post_message.upload_ids");
                }
              }
              posted.push_back(command);
              return v1::Accepted();
            },
            .keep_files = [this](const std::string&, std::uint64_t,
                                 std::span<const files::WholeFile> whole) -> identity::Outcome<identity::Done> {
              if (!has_room) return refusal(v1::REFUSAL_CODE_TOO_LARGE, "file");
              for (const files::WholeFile& file : whole)
                kept.push_back({file.upload_id, file.name, std::string(file.bytes)});
              return identity::Done{};
            },
            .on_uncertain = {}};
  }

  static std::unexpected<v1::Refusal> refusal(v1::RefusalCode code, const char* field = "") {
    v1::Refusal refusal;
    refusal.set_code(code);
    refusal.set_field(field);
    refusal.set_retryable(code == v1::REFUSAL_CODE_OVERLOADED);
    return std::unexpected(std::move(refusal));
  }

  std::string token_address() { return desk->reply_address("demo", member, 42); }
  std::string mail(const std::string& to, const std::string& text, const std::string& from = own,
                   const std::string& headers = "") {
    return "From: " + from + "\nTo: " + to + "\nMessage-ID: <" + std::to_string(++number) + "@exemple.org>\n" +
           headers + "\n" + text;
  }
  void deliver(const std::string& message) {
    std::ofstream(folder / "in" / "new" / ("m" + std::to_string(++files)), std::ios::binary) << message;
  }
  // A mail comes in and is brought to its end. The texts that are on their way to people afterwards.
  std::vector<std::string> take(const std::string& message) {
    deliver(message);
    EXPECT_EQ(desk->take_all(), 1U);
    EXPECT_TRUE(names("new").empty());
    EXPECT_TRUE(names("claimed").empty());
    return waiting();
  }
  std::vector<std::string> waiting() {
    std::vector<std::string> texts;
    while (const auto due = outbox.next_due(clock.now_ms())) {
      EXPECT_EQ(decoded_header(due->message, "Auto-Submitted"), "auto-generated");
      texts.push_back(due->address + "\n" + first_text_of(due->message));
      outbox.note_sent(due->id);
    }
    return texts;
  }
  std::vector<std::string> names(const char* which) const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "in" / which)) {
      found.push_back(entry.path().filename().string());
    }
    return found;
  }
  void expect_told(const std::vector<std::string>& texts, ReplyReason reason, const std::string& address = own) {
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_TRUE(texts[0].starts_with(address + "\n")) << texts[0];
    EXPECT_NE(texts[0].find(reason_in_words(reason, false)), std::string::npos) << texts[0];
  }
  void expect_refused(const std::vector<std::string>& texts, ReplyReason reason, const std::string& address = own) {
    expect_told(texts, reason, address);
    EXPECT_TRUE(names("aside").empty());
  }

  static constexpr const char* own = "jeanne@exemple.fr";
  test::TemporaryFolder folder;
  ManualClock clock{1'772'528'400'000};
  test::SeededRandom random{7};
  Outbox outbox{folder / "mail.db", clock, false};
  Config config;
  std::uint64_t member = 0;
  std::string epoch = std::string(32, 'e');
  v1::RefusalCode answers = v1::REFUSAL_CODE_UNSPECIFIED;
  struct KeptFile {
    std::string upload_id, name, bytes;
  };
  bool has_room = true;
  std::vector<KeptFile> kept;
  std::vector<v1::Command> ran, posted;      // asked, and of these accepted
  std::optional<v1::Command> posted_before;  // by the process before
  int number = 0, files = 0;
  std::optional<ReplyDesk> desk;
};

}  // namespace ramure::mail
