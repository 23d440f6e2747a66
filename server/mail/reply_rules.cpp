#include "server/mail/reply_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "protocol/check.hpp"
#include "server/mail/lower_case.hpp"
#include "server/mail/reply_lines.hpp"

namespace ramure::mail {

namespace {

constexpr std::array<std::string_view, 14> subjects_of_programs{
    "reponse automatique", "absence du bureau", "message d'absence", "auto:",
    "automatic reply",     "auto-reply",        "autoreply",         "out of office",
    "out of the office",   "undelivered mail",  "undeliverable",     "delivery status",
    "echec de remise",     "non remis"};
constexpr std::array<std::string_view, 6> names_of_programs{"mailer-daemon", "postmaster",      "no-reply",
                                                            "noreply",       "ne-pas-repondre", "nepasrepondre"};

struct Sentence {
  ReplyReason reason;
  std::string_view french, english;
};
constexpr std::array sentences{
    Sentence{ReplyReason::no_thread,
             "Cette adresse ne prend pas de réponses. Pour écrire dans un fil, répondez au courriel qui l’annonce, ou "
             "écrivez sur la page.",
             "This address takes no answers. To write in a thread, answer the mail that announces it, or write on the "
             "page."},
    Sentence{ReplyReason::forged,
             "L’adresse à laquelle vous avez répondu n’est pas reconnue : elle a peut-être été modifiée ou coupée.",
             "The address that you answered is not known: it may have been changed or cut."},
    Sentence{ReplyReason::expired,
             "Le courriel auquel vous répondez est trop ancien : on peut y répondre pendant 60 jours.",
             "The mail that you answered is too old: it can be answered for 60 days."},
    Sentence{ReplyReason::other_address,
             "Vous avez écrit depuis une adresse qui n’est pas celle du compte. Répondez depuis l’adresse qui a reçu "
             "notre courriel.",
             "You wrote from an address that is not the account’s. Answer from the address that got our mail."},
    Sentence{ReplyReason::closed, "Ce fil est fermé : on peut encore le lire, mais plus y écrire.",
             "This thread is closed: it can be read, but not written in any more."},
    Sentence{ReplyReason::no_rights, "Vous ne pouvez pas écrire dans ce fil, ou il n’existe plus.",
             "You cannot write in this thread, or it is no more."},
    Sentence{ReplyReason::empty,
             "Nous n’y avons trouvé aucun texte de votre part. Écrivez votre réponse au-dessus du message cité.",
             "We found no text of yours in it. Write your answer above the quoted message."},
    Sentence{ReplyReason::too_long, "Le texte est trop long : 40 000 caractères au plus, sans accents.",
             "The text is too long: at most 40,000 characters, without accents."},
    Sentence{ReplyReason::too_large,
             "Le courriel est trop gros (10 Mo au plus). Ajoutez vos fichiers sur la page, qui en prend de plus gros.",
             "The mail is too large (at most 10 MB). Add your files on the page, which takes larger ones."},
    Sentence{ReplyReason::too_many,
             "Vous avez envoyé beaucoup de réponses en peu de temps. Attendez un moment, ou écrivez sur la page.",
             "You sent many answers in a short time. Wait a while, or write on the page."},
    Sentence{ReplyReason::no_files,
             "Il ne contenait rien qui puisse être publié : un courriel joint, un contenu chiffré ou vide. Écrivez "
             "votre réponse en texte, ou ajoutez vos fichiers sur la page.",
             "There was nothing in it that can be published: a mail inside, encrypted or empty content. Write your "
             "answer as text, or add your files on the page."},
    Sentence{ReplyReason::no_room,
             "Ses fichiers dépassent la place qui vous reste dans cette communauté. Envoyez-les plus petits, ou "
             "supprimez d’anciens messages qui en portent.",
             "Its files take more room than you have left in this community. Send smaller ones, or remove old messages "
             "that carry some."},
    Sentence{ReplyReason::not_taken, "Ce texte n’a pas pu être publié tel quel. Écrivez-le sur la page.",
             "This text could not be published as it is. Write it on the page."}};

}  // namespace

bool is_automatic(const IncomingMessage& message, std::string_view own_address) {
  const AutomaticMarks& marks = message.marks;
  const std::string submitted = lower(marks.auto_submitted), precedence = lower(marks.precedence);
  if (!submitted.empty() && !submitted.starts_with("no")) return true;
  if (precedence == "bulk" || precedence == "junk" || precedence == "list" || precedence == "auto_reply") return true;
  if (!marks.list_id.empty() || !marks.auto_response.empty() || message.report) return true;
  if (marks.return_path && marks.return_path->empty()) return true;
  const std::string from = lower(message.from), subject = folded_line(message.subject);
  if (from == lower(own_address)) return true;
  const std::string_view name = std::string_view(from).substr(0, from.find('@'));
  return std::ranges::find(names_of_programs, name) != names_of_programs.end() ||
         std::ranges::any_of(subjects_of_programs, [&](std::string_view each) { return subject.starts_with(each); });
}

std::string_view reason_in_words(ReplyReason reason, bool in_english) {
  const auto found = std::ranges::find(sentences, reason, &Sentence::reason);
  CHECK(found != sentences.end(), "every reason has its words");
  return in_english ? found->english : found->french;
}

ReplyReason reason_of(v1::RefusalCode code) {
  switch (code) {
    case v1::REFUSAL_CODE_ARCHIVED: return ReplyReason::closed;
    case v1::REFUSAL_CODE_NOT_FOUND:
    case v1::REFUSAL_CODE_FORBIDDEN: return ReplyReason::no_rights;
    case v1::REFUSAL_CODE_TOO_LARGE: return ReplyReason::too_long;
    default: return ReplyReason::not_taken;
  }
}

}  // namespace ramure::mail
