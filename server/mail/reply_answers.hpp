// What is answered to a mail that could not be taken: in the reader's language, once for each mail, and to nobody so
// often that two programs could talk to each other. It holds no word of a thread, nor of the mail that it answers.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "server/mail/outbox.hpp"
#include "server/mail/reply_rules.hpp"

namespace ramure::mail {

// MailRow::kind, and measures of their own: mails in forged names use up nobody's but those of mails like them.
inline constexpr int kind_of_answer = 20;        // to who has an address of ours, and writes from her own
inline constexpr int kind_of_stray_answer = 21;  // to the address that a mail says
inline constexpr int kind_of_files_notice = 22;  // what was posted had files
inline constexpr std::size_t answers_per_address_max = 5, answers_max = 200;  // of a kind, within an hour
// For each mail that somebody may have posted in an hour: none of these answers is answered by a program.
inline constexpr std::size_t files_notices_per_address_max = 60;
inline constexpr TimestampMs answers_counted_ms = TimestampMs{60} * 60 * 1000;
inline constexpr TimestampMs answers_last_ms = TimestampMs{3} * 24 * 60 * 60 * 1000;  // then they are of no use

struct AnswerOptions {
  std::filesystem::path communities;        // DATA/communities
  std::string from;                         // an address
  std::function<std::string()> public_url;  // without a slash at the end
  std::string secret;                       // from it follow the Message-IDs
};

// Whom it is for. Without a community, a stray: somebody of whom we know nothing but the address.
struct AnswerReader {
  std::string address;
  std::string community;
  std::uint64_t member_id = 0, thread_id = 0;
  bool in_english = false;  // where no community knows better
};

class ReplyAnswers {
 public:
  ReplyAnswers(Outbox& outbox, AnswerOptions options, const Clock& clock)
      : outbox_(outbox), options_(std::move(options)), clock_(clock) {}

  // `mail_key`: of the mail that is answered. False: too many went lately, or too much is waiting, and none goes.
  bool refuse(const std::string& mail_key, const AnswerReader& reader, ReplyReason reason);
  bool tell_files_left_out(const std::string& mail_key, const AnswerReader& reader);

 private:
  struct Kind {
    const char* form;  // its template
    int in_outbox;
    std::size_t per_address_max;
  };
  bool put(const std::string& mail_key, const AnswerReader& reader, const Kind& kind, const ReplyReason* reason);
  std::string composed(const std::string& key, const AnswerReader& reader, const char* form_name,
                       const ReplyReason* reason) const;

  Outbox& outbox_;
  const AnswerOptions options_;
  const Clock& clock_;
};

}  // namespace ramure::mail
