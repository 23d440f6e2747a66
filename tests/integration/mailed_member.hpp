// Jeanne, who was invited by her address and came in by the link: the real server writes to her, into a folder as a
// demo does, and takes what she answers from another.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>

#include "server/mail/folder.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/running_community.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {

class MailedMember : public testing::Test {
 protected:
  MailedMember();  // her first digest has come

  // By a session of hers.
  WsClient connect(const std::string& token);
  WsClient connect() { return connect(session); }

  // The newest mail whose subject holds this.
  std::optional<mail::ShownMail> find_mail(std::string_view subject);
  mail::ShownMail wait_for_mail(std::string_view subject);
  // One of which this header holds this, as it was written.
  std::string wait_for_message(std::string_view header, std::string_view value);

  TemporaryFolder folder;
  const std::filesystem::path mails = folder / "mails", maildir = folder / "in";
  RunningCommunity served{{"--mail-folder", mails.string(), "--mail-show", "true", "--mail-from", "ramure@exemple.fr",
                           "--mail-in", maildir.string()}};
  const std::uint64_t facilitator = served.people().facilitator;
  std::string session;
  std::uint64_t jeanne = 0;
};

}  // namespace ramure::test
