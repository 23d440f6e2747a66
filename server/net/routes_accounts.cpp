#include "ramure/v1/accounts.pb.h"
#include "server/net/answering.hpp"
#include "server/net/credentials.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"
#include "server/net/signed_in_answer.hpp"

namespace ramure::net {

namespace {

using identity::Outcome;

Response answer_done() { return answer(v1::Done()); }

void count_sign_in(Metrics& metrics, const Outcome<identity::SignedIn>& outcome) {
  if (outcome) metrics.add(Counter::sign_ins_accepted);
  else if (outcome.error().code() == v1::REFUSAL_CODE_RATE_LIMITED) metrics.add(Counter::sign_ins_throttled);
  else metrics.add(Counter::sign_ins_refused);
}

}  // namespace

void do_sign_in(const Services& services, live::Loop& loop, Request request, Respond respond) {
  v1::SignIn wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  if (wish.use_cookie()) {
    if (auto own = check_own_page(services, request); !own) return respond(std::move(own.error()));
  }
  auto handler = answering<identity::SignedIn>(
      loop, std::move(respond), [&services, use_cookie = wish.use_cookie()](const identity::SignedIn& signed_in) {
        return answer_signed_in(services, signed_in, use_cookie);
      });
  services.accounts.sign_in({wish.name(), wish.password(), request.peer_address, wish.client_name()},
                            [&services, handler = std::move(handler)](Outcome<identity::SignedIn> outcome) mutable {
                              count_sign_in(services.metrics, outcome);
                              handler(std::move(outcome));
                            });
}

void do_sign_out(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  const bool secure = services.config.is_secure();
  services.accounts.sign_out((*who)->session_id,
                             answering<identity::Done>(loop, std::move(respond), [secure](const identity::Done&) {
                               Response response = answer_done();
                               response.headers.emplace_back("Set-Cookie", cookie_that_signs_out(secure));
                               return response;
                             }));
}

void list_sessions(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  const std::uint64_t own_id = (*who)->session_id;
  const auto show = [own_id](const identity::SessionList& list) {
    v1::SessionList message;
    message.set_has_password(list.has_password);
    for (const identity::Session& session : list.sessions) {
      v1::Session* one = message.add_sessions();
      one->set_session_id(session.id);
      one->set_created_at_ms(session.created_at_ms);
      one->set_last_used_ms(session.last_used_ms);
      one->set_expires_at_ms(session.expires_at_ms);
      one->set_client_name(session.client_name);
      one->set_is_this_one(session.id == own_id);
    }
    return answer(message);
  };
  services.accounts.list_sessions((*who)->account_id, answering<identity::SessionList>(loop, std::move(respond), show));
}

void revoke_session(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  v1::RevokeSession wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  services.accounts.revoke_session(
      (*who)->account_id, wish.session_id(),
      answering<identity::Done>(loop, std::move(respond), [](const identity::Done&) { return answer_done(); }));
}

void look_at_invitation(const Services& services, live::Loop& loop, Request request, Respond respond) {
  v1::LookAtInvitation wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  const auto who = access_signed_in(services, request);  // or nobody: then it is nobody's own
  services.accounts.look_at_invitation(
      wish.token(), request.peer_address, who ? *who : nullptr,
      answering<identity::Invitation>(loop, std::move(respond), [](const identity::Invitation& invitation) {
        v1::Invitation message;
        message.set_community(invitation.community);
        message.set_person_name(invitation.person_name);
        message.set_is_member(invitation.member_id != 0);
        message.set_used(invitation.used);
        message.set_expires_at_ms(invitation.expires_at_ms);
        message.set_state(invitation.state);
        message.set_opens_account(invitation.opens_account);
        message.set_is_yours(invitation.is_yours);
        return answer(message);
      }));
}

void accept_invitation(const Services& services, live::Loop& loop, Request request, Respond respond) {
  v1::AcceptInvitation wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  if (wish.use_cookie()) {
    if (auto own = check_own_page(services, request); !own) return respond(std::move(own.error()));
  }
  services.accounts.accept_invitation(
      {wish.token(), wish.name(), wish.password(), request.peer_address, wish.client_name(), wish.attempt()},
      answering<identity::SignedIn>(loop, std::move(respond),
                                    [&services, use_cookie = wish.use_cookie()](const identity::SignedIn& signed_in) {
                                      return answer_signed_in(services, signed_in, use_cookie);
                                    }));
}

void change_password(const Services& services, live::Loop& loop, Request request, Respond respond) {
  const auto who = access_signed_in(services, request);
  if (!who) return respond(who.error());
  v1::ChangePassword wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  services.accounts.change_password(
      {*who, wish.old_password(), wish.new_password(), request.peer_address},
      answering<identity::Done>(loop, std::move(respond), [](const identity::Done&) { return answer_done(); }));
}

}  // namespace ramure::net
