// Mails as files in a folder, for trying things out: one .eml each, for its owner only, whole or not there. The name
// follows from the mail's key, so that a mail that is written again is the same file.
//
// read_mails() shows them again, newest first: what quickstart's page is made of. It understands what we write, and no
// other mail.
#pragma once

#include <filesystem>
#include <vector>

#include "server/clock.hpp"
#include "server/mail/transport.hpp"

namespace ramure::mail {

class FolderTransport final : public Transport {
 public:
  explicit FolderTransport(
      std::filesystem::path folder);  // made when missing; throws std::filesystem::filesystem_error
  Delivery send(const Parcel& parcel) override;
  void stop() override {}

 private:
  const std::filesystem::path folder_;
};

struct ShownMail {
  std::string from, to, subject, date, text;
  std::string link;  // the first address in the text
};

inline constexpr std::size_t shown_mails_max = 100;
std::vector<ShownMail> read_mails(const std::filesystem::path& folder);

}  // namespace ramure::mail
