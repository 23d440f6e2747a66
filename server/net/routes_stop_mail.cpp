// « Ne plus recevoir »: one kind of mail is stopped for one member, by whoever holds the link that those mails carry.
//
//   GET  /desabonnement/TOKEN    a page with one button: programs that follow links stop nothing
//   POST /desabonnement/TOKEN    stops it: the button, and the one click of mail programs (RFC 8058)
//
// Nobody signs in, and no cookie is looked at. What is stopped is a wish in the member's settings (Settings.mail),
// which he takes back on the page « Mon compte ».
#include "server/net/routes_stop_mail.hpp"

#include "server/files/markdown.hpp"
#include "server/files/words.hpp"
#include "server/identity/tokens.hpp"
#include "server/live/registry.hpp"
#include "server/mail/office.hpp"
#include "server/net/accept_language.hpp"
#include "server/net/answers.hpp"
#include "storage/news_reader.hpp"

namespace ramure::net {

namespace {

using files::Language;
using files::Words;
using mail::StopWish;
using mail::Unasked;

// Alone and without scripts: it has to work in whatever a mail program opens.
Response page(Language language, unsigned status, Words title, Words sentence, bool has_button = false) {
  const auto say = [language](Words words) { return files::escaped_html(in(language, words)); };
  Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors "
                                "'none'");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.body =
      "<!DOCTYPE html>\n<html lang=\"" + std::string(in(language, {"fr", "en"})) +
      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n<title>" + say(title) +
      "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n<style>body{font:1rem/1.5 "
      "system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem;color:#1d2327;background:#fff}button{font:"
      "inherit;padding:.75rem 1.25rem;border:0;border-radius:.4rem;background:#1f5c3f;color:#fff}button:focus-visible{"
      "outline:3px solid #1d2327;outline-offset:2px}</style>\n</head>\n<body>\n<main>\n<h1>" +
      say(title) + "</h1>\n<p>" + say(sentence) + "</p>\n" +
      (has_button ? "<form method=\"post\"><button type=\"submit\">" +
                        say({"Ne plus recevoir ces courriels", "Stop these messages"}) + "</button></form>\n"
                  : "") +
      "</main>\n</body>\n</html>\n";
  return response;
}

Response no_link(Language language) {
  return page(language, 404, {"Ce lien ne sert plus", "This link is of no use any more"},
              {"Connectez-vous, puis choisissez ce que vous recevez sur la page «\u00A0Mon compte\u00A0».",
               "Sign in, then choose what you receive on the page “My account”."});
}

Response stopped(Language language, Unasked what) {
  return page(
      language, 200, {"C’est fait", "Done"},
      what == Unasked::digest
          ? Words{"Vous ne recevrez plus le résumé. Vous pourrez le reprendre sur la page «\u00A0Mon compte\u00A0».",
                  "You will receive the digest no more. You can take it up again on the page “My account”."}
          : Words{"Vous ne recevrez plus les courriels «\u00A0à vous\u00A0». Vous pourrez les reprendre sur la page "
                  "«\u00A0Mon compte\u00A0».",
                  "You will receive these messages no more. You can take them up again on the page “My "
                  "account”."});
}

Response not_now(Language language) {
  return page(language, 503, {"Pas à l’instant", "Not at the moment"},
              {"Le serveur n’a pas pu enregistrer votre choix. Réessayez dans un moment.",
               "The server could not keep your choice. Try again in a moment."});
}

Language language_of(const Request& request) {
  const std::string asked = query_parameter(request.query, "lang");
  const bool is_english = asked.empty() ? prefers_english(request.accept_language) : asked == "en";
  return is_english ? Language::english : Language::french;
}

std::optional<StopWish> wish_of(const Services& services, const Request& request) {
  if (services.office == nullptr) return std::nullopt;
  return services.office->read_stop_link(std::string_view(request.path).substr(mail::stop_page.size()));
}

// What the member has chosen otherwise stays as it is.
class StopCall final : public live::ReplySink {
 public:
  StopCall(live::Registry::Lease community, Language language, Unasked what, Respond respond)
      : community_(std::move(community)), language_(language), what_(what), respond_(std::move(respond)) {}

  void on_outcome(std::uint64_t, live::CommandOutcome outcome) override {
    respond_(outcome.result ? stopped(language_, what_) : not_now(language_));
  }

 private:
  const live::Registry::Lease community_;  // stays open until the outcome is there
  const Language language_;
  const Unasked what_;
  Respond respond_;
};

v1::Command stopping(const Services& services, const StopWish& wish, v1::Settings settings) {
  v1::MailSettings& mail = *settings.mutable_mail();
  if (wish.what == Unasked::digest) mail.set_digest(v1::DIGEST_RHYTHM_NEVER);
  if (wish.what == Unasked::notices) mail.set_no_notices(true);
  v1::Command command;
  command.set_command_key(
      identity::derived_command_key(services.clock.now_ms(), "stop:" + std::to_string(wish.member_id)));
  *command.mutable_save_settings()->mutable_settings() = std::move(settings);
  return command;
}

void stop(const Services& services, live::Loop& loop, live::Registry::Lease lease, const StopWish& wish,
          Language language, Respond respond) {
  live::CommunityHost& host = *lease;
  auto job = [folder = host.folder(), member_id = wish.member_id](storage::Reader&) {
    return storage::NewsReader(folder).settings(member_id);
  };
  auto done = [&services, &loop, lease = std::move(lease), wish, language,
               respond = std::move(respond)](std::expected<v1::Settings, v1::Refusal> settings) mutable {
    if (!settings) return respond(not_now(language));
    live::CommunityHost& community = *lease;
    auto call = std::make_shared<StopCall>(std::move(lease), language, wish.what, std::move(respond));
    auto refused = community.submit({community::Actor::member(wish.member_id), stopping(services, wish, *settings)},
                                    {call, &loop, 0});
    if (refused) call->on_outcome(0, {std::unexpected(std::move(*refused)), 0});
  };
  host.read<v1::Settings>(loop, std::move(job), std::move(done));
}

}  // namespace

void show_stop_page(const Services& services, live::Loop&, Request request, Respond respond) {
  const Language language = language_of(request);
  const auto wish = wish_of(services, request);
  if (!wish) return respond(no_link(language));
  respond(page(language, 200, {"Ne plus recevoir ces courriels", "Stop these messages"},
               wish->what == Unasked::digest
                   ? Words{"Il s’agit du résumé de ce qui est nouveau pour vous. Les invitations et les liens que vous "
                           "demandez vous parviendront toujours.",
                           "This is about the digest of what is new for you. Invitations and links that you ask for "
                           "will still reach you."}
                   : Words{"Il s’agit des courriels qui vous disent qu’on vous nomme, vous répond ou vous attend. Les "
                           "invitations et les liens que vous demandez vous parviendront toujours.",
                           "This is about messages that tell you that you are named, answered or waited for. "
                           "Invitations and links that you ask for will still reach you."},
               true));
}

void stop_mail(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const Language language = language_of(request);
  const auto wish = wish_of(services, request);
  if (!wish) return respond(no_link(language));
  auto opened = [&services, &loop, language, wish = *wish,
                 respond = std::move(respond)](std::expected<live::Registry::Lease, v1::Refusal> lease) mutable {
    if (!lease) return respond(not_now(language));
    stop(services, loop, std::move(*lease), wish, language, std::move(respond));
  };
  services.registry.open(wish->community, loop, std::move(opened));
}

}  // namespace ramure::net
