#include "server/mail/reply_answers.hpp"

#include "server/mail/letter_form.hpp"
#include "server/mail/message.hpp"
#include "storage/letter_words.hpp"

namespace ramure::mail {

namespace {

constexpr const char* name_of_the_server = "Ramure";

}  // namespace

bool ReplyAnswers::refuse(const std::string& mail_key, const AnswerReader& reader, ReplyReason reason) {
  const int kind = reader.community.empty() ? kind_of_stray_answer : kind_of_answer;
  return put(mail_key, reader, {"reply_refused", kind, answers_per_address_max}, &reason);
}

bool ReplyAnswers::tell_files_left_out(const std::string& mail_key, const AnswerReader& reader) {
  return put(mail_key, reader, {"reply_without_files", kind_of_files_notice, files_notices_per_address_max}, nullptr);
}

bool ReplyAnswers::put(const std::string& mail_key, const AnswerReader& reader, const Kind& kind,
                       const ReplyReason* reason) {
  const std::string key = "answer:" + mail_key;
  if (!outbox_.has(key)) {
    const TimestampMs since_ms = clock_.now_ms() - answers_counted_ms;
    if (outbox_.count_made(kind.in_outbox, reader.address, since_ms) >= kind.per_address_max) return false;
    if (outbox_.count_made(kind.in_outbox, {}, since_ms) >= answers_max) return false;
    const bool is_held = outbox_.hold({.key = key,
                                       .kind = kind.in_outbox,
                                       .community = reader.community,
                                       .address = reader.address,
                                       .message = composed(key, reader, kind.form, reason),
                                       .reason = {},
                                       .not_after_ms = clock_.now_ms() + answers_last_ms});
    if (!is_held) return false;
  }
  outbox_.release(key);  // also where a crash came between
  return true;
}

std::string ReplyAnswers::composed(const std::string& key, const AnswerReader& reader, const char* form_name,
                                   const ReplyReason* reason) const {
  storage::LetterWords words;
  words.community = name_of_the_server;
  words.locale = reader.in_english ? "en" : "fr";
  std::filesystem::path own_templates;
  std::string link = options_.public_url() + "/";
  if (!reader.community.empty()) {
    words = storage::read_letter_words(options_.communities / reader.community, 0, reader.member_id);
    own_templates = options_.communities / reader.community / "templates" / "mail";
    link += "fil/" + std::to_string(reader.thread_id);
  }
  const std::string locale = words.locale == "en" ? "en" : "fr";
  const Template form = letter_form(own_templates, form_name, locale);
  Fields fields{
      {"community", words.community}, {"name", words.reader.empty() ? reader.address : words.reader}, {"link", link}};
  if (reason != nullptr) fields.emplace("reason", reason_in_words(*reason, locale == "en"));
  return compose({.from = {words.community, options_.from},
                  .to = {words.reader, reader.address},
                  .message_id = message_id_of(options_.secret + key, options_.from),
                  .locale = locale,
                  .at_ms = clock_.now_ms()},
                 fill(form, fields), link);
}

}  // namespace ramure::mail
