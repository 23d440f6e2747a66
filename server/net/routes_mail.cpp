// What became of mails, for those who run a community; and, in a demo, the mails themselves. Plain JSON of its own.
#include <array>
#include <boost/json.hpp>

#include "server/mail/office.hpp"
#include "server/mail/reply_answers.hpp"
#include "server/net/answering.hpp"
#include "server/net/entrance.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"

namespace ramure::net {

namespace {

namespace json = boost::json;

Response answer_json(const json::value& value) {
  Response response;
  response.body = json::serialize(value) + "\n";
  return response;
}

constexpr std::array states{"held", "due", "sent", "failed"};  // by storage::MailState

const char* state_name(storage::MailState state) {
  const auto number = static_cast<std::size_t>(state);
  return number < states.size() ? states[number] : "";
}

const char* kind_name(int kind) {
  switch (kind) {
    case static_cast<int>(identity::LinkPurpose::invitation): return "invitation";
    case static_cast<int>(identity::LinkPurpose::sign_in): return "sign_in";
    case static_cast<int>(identity::LinkPurpose::password): return "password";
    case mail::kind_of_new_client: return "new_client";
    case mail::kind_of_notice: return "notice";
    case mail::kind_of_digest: return "digest";
    case mail::kind_of_answer: return "reply_refused";
    case mail::kind_of_files_notice: return "reply_without_files";
    default: return "";
  }
}

json::object shown(const storage::MailRow& mail) {
  return {{"id", mail.id},
          {"kind", kind_name(mail.kind)},
          {"state", state_name(mail.state)},
          {"address", mail.address},
          {"reason", mail.reason},
          {"tries", mail.tries},
          {"createdAtMs", mail.created_at_ms},
          {"nextTryMs", mail.next_try_ms},
          {"endedAtMs", mail.ended_at_ms}};
}

json::object shown(const mail::ShownMail& mail) {
  return {{"from", mail.from}, {"to", mail.to},     {"subject", mail.subject},
          {"date", mail.date}, {"text", mail.text}, {"link", mail.link}};
}

template <class Row>
Response answer_list(const std::vector<Row>& rows) {
  json::array mails;
  for (const Row& row : rows) mails.push_back(shown(row));
  return answer_json(json::object{{"mails", std::move(mails)}});
}

Response nothing_there() { return refusal_answer(v1::REFUSAL_CODE_UNIMPLEMENTED, "this server sends no mail"); }

struct Wish {
  std::string community;
  std::uint64_t mail_id = 0;
};

std::optional<Wish> read_wish(const std::string& body) {
  if (body.empty()) return Wish{};
  boost::system::error_code fault;
  const json::value value = json::parse(body, fault);
  if (fault || !value.is_object()) return std::nullopt;
  Wish wish;
  const json::object& fields = value.get_object();
  if (const auto* slug = fields.if_contains("community"); slug != nullptr) {
    if (!slug->is_string()) return std::nullopt;
    wish.community = slug->get_string();
  }
  if (const auto* id = fields.if_contains("mailId"); id != nullptr) {
    if (!id->is_int64() || id->get_int64() <= 0) return std::nullopt;
    wish.mail_id = static_cast<std::uint64_t>(id->get_int64());
  }
  return wish;
}

// Who asks, and about which community; then `use` has the floor.
template <class Use>
void with_member(const Services& services, const Request& request, Respond respond, Use use) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  const auto wish = read_wish(request.body);
  if (!wish) {
    return respond(refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, "an object with community and mailId is wanted"));
  }
  const auto member = find_membership(**who, wish->community);
  if (!member) return respond(refusal_answer(member.error()));
  if (services.office == nullptr) return respond(nothing_there());
  use(identity::Inviter{member->community, member->member_id}, wish->mail_id, std::move(respond));
}

}  // namespace

// For the page of sign-in: what it may offer.
void tell_mail(const Services& services, live::Loop&, Request, Respond respond) {
  respond(answer_json(json::object{{"links", services.office != nullptr},
                                   {"shown", services.office != nullptr && services.config.mail.show}}));
}

void show_mail_folder(const Services& services, live::Loop& loop, Request, Respond respond) {
  if (services.office == nullptr) return respond(nothing_there());
  using Shown = std::vector<mail::ShownMail>;
  services.office->show_folder(answering<Shown>(loop, std::move(respond), answer_list<mail::ShownMail>));
}

void list_mails(const Services& services, live::Loop& loop, Request request, Respond respond) {
  with_member(services, request, std::move(respond),
              [&](const identity::Inviter& who, std::uint64_t, Respond answer_to) {
                using Rows = std::vector<storage::MailRow>;
                services.office->list(who, answering<Rows>(loop, std::move(answer_to), answer_list<storage::MailRow>));
              });
}

void try_mail_now(const Services& services, live::Loop& loop, Request request, Respond respond) {
  with_member(services, request, std::move(respond),
              [&](const identity::Inviter& who, std::uint64_t mail_id, Respond answer_to) {
                services.office->try_now(
                    who, mail_id, answering<identity::Done>(loop, std::move(answer_to), [](const identity::Done&) {
                      return answer_json(json::object());
                    }));
              });
}

}  // namespace ramure::net
