#include "server/net/routes.hpp"

#include <array>

#include "protocol/limits.hpp"
#include "server/net/answers.hpp"
#include "server/net/routes_stop_mail.hpp"

namespace ramure::net {

namespace {

constexpr std::size_t small_body_bytes_max = 4 * 1024;
// A list just past its own limit is still told so in words; JSON may write a line's end as two characters.
constexpr std::size_t people_body_bytes_max = 2 * limits::pasted_addresses_bytes_max + small_body_bytes_max;

constexpr std::array all_public_routes{
    Route{"GET", "/healthz", 0, answer_health},
    Route{"GET", "/readyz", 0, answer_readiness},
    Route{"POST", "/api/sign-in", small_body_bytes_max, do_sign_in},
    Route{"POST", "/api/sign-out", small_body_bytes_max, do_sign_out},
    Route{"POST", "/api/sessions", small_body_bytes_max, list_sessions},
    Route{"POST", "/api/sessions/revoke", small_body_bytes_max, revoke_session},
    Route{"POST", "/api/invitations/look", small_body_bytes_max, look_at_invitation},
    Route{"POST", "/api/invitations/accept", small_body_bytes_max, accept_invitation},
    Route{"POST", "/api/invitations/create", small_body_bytes_max, create_invitation},
    Route{"POST", "/api/invitations/list", small_body_bytes_max, list_invitations},
    Route{"POST", "/api/invitations/people", people_body_bytes_max, invite_people},
    Route{"POST", "/api/invitations/renew", small_body_bytes_max, renew_invitation},
    Route{"POST", "/api/invitations/revoke", small_body_bytes_max, revoke_invitation},
    Route{"POST", "/api/invitations/send", small_body_bytes_max, send_invitation},
    Route{"POST", "/api/links/sign-in", small_body_bytes_max, mail_sign_in_link},
    Route{"POST", "/api/links/password", small_body_bytes_max, mail_password_link},
    Route{"POST", "/api/links/look", small_body_bytes_max, look_at_link},
    Route{"POST", "/api/links/open", small_body_bytes_max, open_by_link},
    Route{"GET", "/api/mail", 0, tell_mail},
    Route{"GET", "/api/mail/folder", 0, show_mail_folder},
    Route{"POST", "/api/mail/list", small_body_bytes_max, list_mails},
    Route{"POST", "/api/mail/try", small_body_bytes_max, try_mail_now},
    Route{"GET", "/desabonnement/", 0, show_stop_page, Route::Match::below},
    Route{"POST", "/desabonnement/", small_body_bytes_max, stop_mail, Route::Match::below},
    Route{"POST", "/api/password", small_body_bytes_max, change_password},
    Route{"POST", "/api/command", limits::client_frame_bytes_max, do_command},
    Route{"POST", "/api/query", limits::client_frame_bytes_max, answer_query},
    Route{"POST", "/api/poll", limits::client_frame_bytes_max, do_poll, Route::Match::exact, nullptr, true},
    Route{"POST", "/api/uploads", limits::upload_bytes_max, nullptr, Route::Match::exact, receive_upload},
    Route{"GET", "/api/attachments/", 0, answer_attachment, Route::Match::below},
    Route{"GET", "/api/threads/", 0, answer_export, Route::Match::below},
    Route{"GET", "/api/rounds/", 0, answer_round_file, Route::Match::below},
    Route{"GET", "/api/roadmaps/", 0, answer_roadmap_get, Route::Match::below},
    Route{"POST", "/api/roadmaps/", small_body_bytes_max, make_roadmap_link, Route::Match::below},
    Route{"DELETE", "/api/roadmaps/", 0, revoke_roadmap_link, Route::Match::below},
    Route{"GET", "/api/dossiers/", 0, answer_dossier_get, Route::Match::below},
    Route{"POST", "/api/dossiers/", small_body_bytes_max, make_dossier_link, Route::Match::below},
    Route{"DELETE", "/api/dossiers/", 0, revoke_dossier_link, Route::Match::below},
    Route{"GET", "/pour-chez-nous/", 0, answer_roadmap_outside, Route::Match::below},
    Route{"POST", "/api/workshops/code", small_body_bytes_max, make_workshop_code},
    Route{"GET", "/api/workshops/by-code/", 0, look_behind_code, Route::Match::below},
    Route{"POST", "/api/workshops/by-code/", small_body_bytes_max, say_sentence, Route::Match::below},
    Route{"GET", "/api/course/memory", 0, answer_course_memory},
    Route{"GET", "/api/gatherings/", 0, answer_gathering_calendar, Route::Match::below},
    Route{"POST", "/api/calendar/create", small_body_bytes_max, create_calendar_feed},
    Route{"POST", "/api/calendar/revoke", small_body_bytes_max, revoke_calendar_feed},
    Route{"POST", "/api/calendar/look", small_body_bytes_max, look_at_calendar_feed},
    Route{"GET", "/api/calendar/", 0, answer_calendar_feed, Route::Match::below},
};

constexpr std::array all_metrics_routes{
    Route{"GET", "/metrics", 0, answer_metrics},
};

bool leads_to(const Route& route, std::string_view path) {
  if (route.match == Route::Match::exact) return path == route.path;
  return path.size() > route.path.size() && path.starts_with(route.path);
}

}  // namespace

std::span<const Route> public_routes() { return all_public_routes; }
std::span<const Route> metrics_routes() { return all_metrics_routes; }

Routed find_route(std::span<const Route> routes, std::string_view method, std::string_view path) {
  const Route* of_other_method = nullptr;
  for (const auto match : {Route::Match::exact, Route::Match::below}) {
    for (const Route& route : routes) {
      if (route.match != match || !leads_to(route, path)) continue;
      if (route.method == method) return {&route, {}};
      of_other_method = &route;
    }
  }
  if (of_other_method == nullptr) {
    return {nullptr, refusal_answer(v1::REFUSAL_CODE_NOT_FOUND, "there is nothing at this address")};
  }
  Response instead = refusal_answer(v1::REFUSAL_CODE_INVALID_ARGUMENT, "this address takes another method");
  instead.status = 405;
  instead.headers.emplace_back("Allow", of_other_method->method);
  return {nullptr, std::move(instead)};
}

}  // namespace ramure::net
