// The HTTP addresses of the server: which exist, how long a body each takes, and who answers.
//
//   GET  /healthz  /readyz                               routes_health.cpp
//   POST /api/sign-in  /api/sign-out  /api/sessions …    routes_accounts.cpp   (see accounts.proto)
//   POST /api/invitations/create  /people  /list …       routes_invitations.cpp
//   POST /api/links/sign-in  /password  /look  /open     routes_links.cpp
//   GET  /api/mail  /api/mail/folder; POST …/list …      routes_mail.cpp
//   POST /api/command  /api/query                        routes_community.cpp
//   POST /api/poll                                       routes_poll.cpp       (see polling.proto)
//   POST /api/uploads                                    routes_uploads.cpp
//   GET  /api/attachments/…                              routes_attachments.cpp
//   GET  /api/threads/…/export                           routes_export.cpp
//   GET  /api/rounds/…/calendar.ics  /api/gatherings/…/calendar.ics  /api/calendar/…   routes_calendar.cpp
//   GET  /api/rounds/…/minutes                           routes_minutes.cpp
//   GET  /api/roadmaps/…/export                          routes_roadmaps.cpp
//   GET POST DELETE  /api/roadmaps/…/links  /pour-chez-nous/…  routes_roadmap_links.cpp
//   POST /api/workshops/code  GET POST /api/workshops/by-code/…  routes_workshops.cpp
//   GET  /api/dossiers/…; GET POST DELETE  …/links       routes_dossiers.cpp, routes_roadmap_links.cpp
//   GET  /api/course/memory                              routes_memory.cpp
//   GET  /metrics                                        routes_health.cpp, on a port of its own
//
// Not here: the WebSocket's address, /socket (upgrade.hpp), and the web client's files and pages (web_answer.hpp).
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <string_view>

#include "server/live/loop.hpp"
#include "server/net/http_message.hpp"
#include "server/net/services.hpp"

namespace ramure::net {

struct Route {
  enum class Match { exact, below };

  std::string_view method, path;
  std::size_t body_bytes_max;
  // Answers now or later, on `loop`, exactly once.
  void (*handle)(const Services& services, live::Loop& loop, Request request, Respond respond);
  // below: every longer address that begins with `path`, which ends with a slash. An exact one goes before it.
  Match match = Match::exact;
  // For a body that is taken piece by piece; `handle` is null then. Called before anything of the body is read: gives
  // who takes it, or the answer instead. Later, on `loop`, exactly once.
  using Ready = std::move_only_function<void(std::expected<std::shared_ptr<BodySink>, Response>)>;
  void (*receive)(const Services& services, live::Loop& loop, Request request, Ready ready) = nullptr;
  // Later may be half a minute later, for somebody who has signed in: who waits for it is not half open (watch.hpp).
  bool waits = false;
};

std::span<const Route> public_routes();
std::span<const Route> metrics_routes();

// The route, or what to answer instead: 404, or 405 when only the method is wrong.
struct Routed {
  const Route* route = nullptr;
  Response instead;
};
Routed find_route(std::span<const Route> routes, std::string_view method, std::string_view path);

// routes_health.cpp
void answer_health(const Services& services, live::Loop& loop, Request request, Respond respond);
void answer_readiness(const Services& services, live::Loop& loop, Request request, Respond respond);
void answer_metrics(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_accounts.cpp
void do_sign_in(const Services& services, live::Loop& loop, Request request, Respond respond);
void do_sign_out(const Services& services, live::Loop& loop, Request request, Respond respond);
void list_sessions(const Services& services, live::Loop& loop, Request request, Respond respond);
void revoke_session(const Services& services, live::Loop& loop, Request request, Respond respond);
void look_at_invitation(const Services& services, live::Loop& loop, Request request, Respond respond);
void accept_invitation(const Services& services, live::Loop& loop, Request request, Respond respond);
void change_password(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_invitations.cpp
void create_invitation(const Services& services, live::Loop& loop, Request request, Respond respond);
void list_invitations(const Services& services, live::Loop& loop, Request request, Respond respond);
void send_invitation(const Services& services, live::Loop& loop, Request request, Respond respond);
void renew_invitation(const Services& services, live::Loop& loop, Request request, Respond respond);
void invite_people(const Services& services, live::Loop& loop, Request request, Respond respond);
void revoke_invitation(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_links.cpp: SignIn (its name is a mail address) → Done; LookAtInvitation → Invitation; AcceptInvitation →
// SignedIn
void mail_sign_in_link(const Services& services, live::Loop& loop, Request request, Respond respond);
void mail_password_link(const Services& services, live::Loop& loop, Request request, Respond respond);
void look_at_link(const Services& services, live::Loop& loop, Request request, Respond respond);
void open_by_link(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_mail.cpp
void tell_mail(const Services& services, live::Loop& loop, Request request, Respond respond);
void show_mail_folder(const Services& services, live::Loop& loop, Request request, Respond respond);
void list_mails(const Services& services, live::Loop& loop, Request request, Respond respond);
void try_mail_now(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_community.cpp
void do_command(const Services& services, live::Loop& loop, Request request, Respond respond);
void answer_query(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_poll.cpp
void do_poll(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_uploads.cpp
void receive_upload(const Services& services, live::Loop& loop, Request request, Route::Ready ready);
// routes_export.cpp
void answer_export(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_attachments.cpp
void answer_attachment(const Services& services, live::Loop& loop, Request request, Respond respond);

// routes_minutes.cpp
void answer_round_file(const Services& services, live::Loop& loop, Request request,
                       Respond respond);  // either of these
void answer_minutes(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_roadmaps.cpp
void answer_roadmap_get(const Services& services, live::Loop& loop, Request request, Respond respond);  // either of two
void answer_roadmap_export(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_memory.cpp
void answer_course_memory(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_dossiers.cpp
void answer_dossier_get(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_roadmap_links.cpp
void list_roadmap_links(const Services& services, live::Loop& loop, Request request, Respond respond);
void make_roadmap_link(const Services& services, live::Loop& loop, Request request, Respond respond);
void revoke_roadmap_link(const Services& services, live::Loop& loop, Request request, Respond respond);
void make_dossier_link(const Services& services, live::Loop& loop, Request request, Respond respond);
void list_dossier_links(const Services& services, live::Loop& loop, Request request, Respond respond);
void revoke_dossier_link(const Services& services, live::Loop& loop, Request request, Respond respond);
void answer_roadmap_outside(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_workshops.cpp
void make_workshop_code(const Services& services, live::Loop& loop, Request request, Respond respond);
void look_behind_code(const Services& services, live::Loop& loop, Request request, Respond respond);
void say_sentence(const Services& services, live::Loop& loop, Request request, Respond respond);
// routes_calendar.cpp
void answer_gathering_calendar(const Services& services, live::Loop& loop, Request request, Respond respond);
void answer_round_calendar(const Services& services, live::Loop& loop, Request request, Respond respond);
void answer_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond);
void create_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond);
void revoke_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond);
void look_at_calendar_feed(const Services& services, live::Loop& loop, Request request, Respond respond);

}  // namespace ramure::net
