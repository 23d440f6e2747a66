#include "client-cli/failure.hpp"

#include "client-cli/course/refusals.hpp"
#include "client-cli/roadmaps/refusals.hpp"
#include "client-cli/rounds/refusals.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

Words words_of(v1::RefusalCode code) {
  switch (code) {
    case v1::REFUSAL_CODE_UNIMPLEMENTED:
      return {"ce serveur ne connaît pas cette demande", "this server does not know that request"};
    case v1::REFUSAL_CODE_INVALID_ARGUMENT:
      return {"la demande n’est pas bien formée", "the request is not well formed"};
    case v1::REFUSAL_CODE_NOT_FOUND: return {"introuvable", "not found"};
    case v1::REFUSAL_CODE_FORBIDDEN: return {"vous n’en avez pas le droit ici", "you may not do that here"};
    case v1::REFUSAL_CODE_CONFLICT: return {"quelqu’un l’a modifié entre-temps", "somebody changed it in the meantime"};
    case v1::REFUSAL_CODE_KEY_REUSED:
      return {"cette clé a déjà servi pour autre chose", "this key was used for something else"};
    case v1::REFUSAL_CODE_ARCHIVED:
      return {"ce fil est archivé : on peut le lire, plus y écrire", "this thread is archived: read-only"};
    case v1::REFUSAL_CODE_ALREADY_DONE: return {"c’est déjà fait", "already done"};
    case v1::REFUSAL_CODE_TOO_LARGE: return {"trop long", "too long"};
    case v1::REFUSAL_CODE_OVERLOADED:
      return {"le serveur est occupé, réessayez dans un instant", "the server is busy, try again in a moment"};
    case v1::REFUSAL_CODE_RATE_LIMITED: return {"trop d’essais, patientez un peu", "too many attempts, wait a little"};
    case v1::REFUSAL_CODE_STORAGE_UNAVAILABLE:
      return {"le serveur ne peut rien écrire pour l’instant", "the server cannot write just now"};
    case v1::REFUSAL_CODE_INTERNAL: return {"erreur du serveur", "a fault of the server"};
    case v1::REFUSAL_CODE_UNAUTHENTICATED:
      return {"nom ou mot de passe inconnu, ou session terminée : « ramure sign-in »",
              "unknown name or password, or session ended: `ramure sign-in`"};
    case v1::REFUSAL_CODE_HELLO_REQUIRED: return {"la connexion n’est pas ouverte", "the connection is not open"};
    case v1::REFUSAL_CODE_UNSUPPORTED_VERSION:
      return {"ce client et ce serveur ne sont pas de la même génération",
              "client and server are of different generations"};
    default: return {"refusé", "refused"};
  }
}

std::string cause_of(const v1::Refusal& refusal, const std::string& cause, About about) {
  switch (about) {
    case About::roadmap: return roadmap_cause_text(cause);
    case About::course: return course_cause_text(cause);
    case About::round: break;
  }
  return cause_text(refusal);
}

}  // namespace

Failure from_refusal(const v1::Refusal& refusal, About about) {
  Failure failure;
  failure.code = refusal.code();
  failure.exit = refusal.code() == v1::REFUSAL_CODE_UNAUTHENTICATED ? Exit::signed_out : Exit::refused;
  if (const auto cause = refusal.data().find("cause"); cause != refusal.data().end()) failure.cause = cause->second;
  failure.text = cause_of(refusal, failure.cause, about);
  if (failure.text.empty()) failure.text = t(words_of(refusal.code()));
  if (const auto limit = refusal.data().find("limit"); limit != refusal.data().end()) {
    failure.text += " (" + std::string(t({"limite : ", "limit: "})) + limit->second + ")";
  }
  if (!refusal.message().empty()) failure.text += " – " + refusal.message();
  if (!refusal.field().empty()) failure.text += " [" + refusal.field() + "]";
  return failure;
}

}  // namespace ramure::cli
