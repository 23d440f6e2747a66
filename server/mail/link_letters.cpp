#include "server/mail/link_letters.hpp"

#include <algorithm>
#include <array>

#include "protocol/check.hpp"
#include "protocol/hex.hpp"
#include "server/files/markdown_text.hpp"
#include "server/files/words.hpp"
#include "server/identity/tokens.hpp"
#include "server/mail/address.hpp"
#include "server/mail/letter_form.hpp"
#include "server/mail/message.hpp"
#include "storage/letter_words.hpp"

namespace ramure::mail {

namespace {

using identity::HeldLink;
using identity::LinkMail;
using identity::LinkPurpose;

constexpr const char* name_of_the_server = "Ramure";  // where a link is of no one community
constexpr TimestampMs told_of_client_ms = TimestampMs{3} * 24 * 3'600'000;

struct Form {
  LinkPurpose purpose;
  std::string_view kind;  // of its template
  std::string_view page;  // what stands behind # is never sent to a server
};
constexpr std::array forms{Form{LinkPurpose::invitation, "invitation", "/invitation#"},
                           Form{LinkPurpose::sign_in, "sign_in", "/lien#"},
                           Form{LinkPurpose::password, "password", "/mot-de-passe#"}};

const Form& form_of(LinkPurpose purpose) {
  const auto found = std::ranges::find(forms, purpose, &Form::purpose);
  CHECK(found != forms.end(), "every purpose has a form");
  return *found;
}

// "2:9f3c…": the purpose, and the hash of the token in hexadecimal digits.
std::string key_of(const HeldLink& link) {
  return std::to_string(static_cast<int>(link.purpose)) + ":" + hex_of(link.token_hash);
}

// The outbox holds other mails, too.
bool is_key_of_a_link(std::string_view key) {
  return key.size() > 2 && key[1] == ':' &&
         std::ranges::any_of(forms, [&](const Form& form) { return key[0] - '0' == static_cast<int>(form.purpose); });
}

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

HeldLink link_of(std::string_view key) {
  const std::size_t colon = key.find(':');
  HeldLink link{.purpose = static_cast<LinkPurpose>(key.front() - '0'), .token_hash = {}};
  for (std::size_t at = colon + 1; at + 1 < key.size(); at += 2) {
    link.token_hash += static_cast<char>(digit(key[at]) * 16 + digit(key[at + 1]));
  }
  return link;
}

HeldLink held_link(const LinkMail& mail) {
  return {.purpose = mail.purpose, .token_hash = std::string(identity::bytes_of(identity::hash_of_token(mail.token)))};
}

}  // namespace

LinkLetters::Voice LinkLetters::voice(const std::string& community, std::uint64_t writer_id,
                                      std::uint64_t reader_id) const {
  Voice voice;
  voice.words.community = name_of_the_server;
  if (!community.empty()) {
    voice.words = storage::read_letter_words(options_.communities / community, writer_id, reader_id);
    voice.own_templates = options_.communities / community / "templates" / "mail";
  }
  if (voice.words.locale == "en") voice.locale = "en";
  return voice;
}

std::string LinkLetters::composed(const LinkMail& mail) const {
  const auto [words, own_templates, locale] = voice(mail.community, mail.invited_by, mail.member_id);
  const files::Language language = locale == "en" ? files::Language::english : files::Language::french;
  const Form& way = form_of(mail.purpose);
  const std::string link = options_.public_url() + std::string(way.page) + mail.token;
  const std::string_view kind = mail.has_account ? std::string_view("invitation_account") : way.kind;
  const std::string person = !mail.person_name.empty() ? mail.person_name : words.reader;
  const Template letter = fill(letter_form(own_templates, kind, locale),
                               {{"community", words.community},
                                {"name", person.empty() ? mail.address : person},
                                {"inviter", words.writer},
                                {"link", link},
                                {"until", files::Calendar(language, words.time_zone).day(mail.expires_at_ms)}});
  const Envelope envelope{.from = {words.community, options_.from},
                          .to = {person, mail.address},
                          .message_id = message_id_of(mail.token, options_.from),
                          .locale = locale,
                          .at_ms = clock_.now_ms()};
  return compose(envelope, letter, link);
}

identity::LinkPost::Hold LinkLetters::hold(const LinkMail& mail) {
  if (!is_safe_address(mail.address)) return Hold::no_address;
  const std::string key = key_of(held_link(mail));
  const bool is_held = outbox_.hold({.key = key,
                                     .kind = static_cast<int>(mail.purpose),
                                     .community = mail.community,
                                     .address = mail.address,
                                     .invited_role = mail.invited_role,
                                     .message = composed(mail),
                                     .reason = {},
                                     .not_after_ms = mail.expires_at_ms});
  return is_held ? Hold::held : Hold::full;
}

void LinkLetters::tell_of_new_client(const identity::NewClientMail& mail) {
  if (!is_safe_address(mail.address)) return;
  const auto [words, own_templates, locale] = voice(mail.community, 0, mail.member_id);
  const files::Calendar calendar(locale == "en" ? files::Language::english : files::Language::french, words.time_zone);
  const TimestampMs now = clock_.now_ms();
  const std::string link = options_.public_url() + "/compte";
  const Template letter = fill(letter_form(own_templates, "new_client", locale),
                               {{"community", words.community},
                                {"name", words.reader.empty() ? mail.address : words.reader},
                                {"client", files::one_line(mail.client_name)},
                                {"when", calendar.moment(now)},
                                {"link", link}});
  const std::string key = "client:" + hex_of(identity::bytes_of(identity::hash_of_token(mail.secret)));
  const bool is_held = outbox_.hold({.key = key,
                                     .kind = kind_of_new_client,
                                     .community = mail.community,
                                     .address = mail.address,
                                     .message = compose({.from = {words.community, options_.from},
                                                         .to = {words.reader, mail.address},
                                                         .message_id = message_id_of(mail.secret, options_.from),
                                                         .locale = locale,
                                                         .at_ms = now},
                                                        letter, link),
                                     .reason = {},
                                     .not_after_ms = now + told_of_client_ms});
  if (is_held) outbox_.release(key);
}

void LinkLetters::release(const HeldLink& link) { outbox_.release(key_of(link)); }
void LinkLetters::drop(const HeldLink& link) { outbox_.drop_unsent(key_of(link)); }

std::vector<HeldLink> LinkLetters::held() {
  std::vector<HeldLink> links;
  for (const std::string& key : outbox_.held_keys()) {
    if (is_key_of_a_link(key)) links.push_back(link_of(key));
  }
  return links;
}

}  // namespace ramure::mail
