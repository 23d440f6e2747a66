// Links become letters: written in the reader's language, in the community's name and words, and put into the outbox.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "server/identity/link_post.hpp"
#include "server/mail/outbox.hpp"
#include "storage/letter_words.hpp"

namespace ramure::mail {

struct LettersOptions {
  std::filesystem::path communities;        // DATA/communities
  std::string from;                         // the address that every mail comes from
  std::function<std::string()> public_url;  // where browsers reach the server, without a slash at the end
};

// MailRow::kind, beside those of identity::LinkPurpose.
inline constexpr int kind_of_new_client = 4;

class LinkLetters final : public identity::LinkPost {
 public:
  LinkLetters(Outbox& outbox, LettersOptions options, const Clock& clock)
      : outbox_(outbox), options_(std::move(options)), clock_(clock) {}

  Hold hold(const identity::LinkMail& mail) override;
  void release(const identity::HeldLink& link) override;
  void drop(const identity::HeldLink& link) override;
  std::vector<identity::HeldLink> held() override;
  void tell_of_new_client(const identity::NewClientMail& mail) override;

 private:
  // In whose words, and in which language, one is written to.
  struct Voice {
    storage::LetterWords words;
    std::filesystem::path own_templates;
    std::string locale = "fr";
  };
  Voice voice(const std::string& community, std::uint64_t writer_id, std::uint64_t reader_id) const;
  std::string composed(const identity::LinkMail& mail) const;

  Outbox& outbox_;
  const LettersOptions options_;
  const Clock& clock_;
};

}  // namespace ramure::mail
