#include "ramure/v1/accounts.pb.h"
#include "server/net/answering.hpp"
#include "server/net/request_access.hpp"
#include "server/net/routes.hpp"
#include "server/net/signed_in_answer.hpp"

namespace ramure::net {

namespace {

void mail_link(const Services& services, live::Loop& loop, const Request& request, Respond respond,
               identity::LinkPurpose purpose) {
  v1::SignIn wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  services.accounts.ask_for_link(
      {.purpose = purpose, .mail_address = wish.name(), .address = request.peer_address},
      answering<identity::Done>(loop, std::move(respond), [](const identity::Done&) { return answer(v1::Done()); }));
}

}  // namespace

void mail_sign_in_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  mail_link(services, loop, request, std::move(respond), identity::LinkPurpose::sign_in);
}

void mail_password_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  mail_link(services, loop, request, std::move(respond), identity::LinkPurpose::password);
}

void look_at_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  v1::LookAtInvitation wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  services.accounts.look_at_link(
      wish.token(), request.peer_address,
      answering<identity::Invitation>(loop, std::move(respond), [](const identity::Invitation& link) {
        v1::Invitation message;
        message.set_community(link.community);
        message.set_person_name(link.person_name);
        message.set_used(link.used);
        message.set_expires_at_ms(link.expires_at_ms);
        message.set_state(link.state);
        message.set_opens_account(link.opens_account);
        return answer(message);
      }));
}

void open_by_link(const Services& services, live::Loop& loop, Request request, Respond respond) {
  v1::AcceptInvitation wish;
  if (auto read = read_body(request, wish); !read) return respond(std::move(read.error()));
  if (wish.use_cookie()) {
    if (auto own = check_own_page(services, request); !own) return respond(std::move(own.error()));
  }
  services.accounts.open_by_link(
      {.token = wish.token(),
       .password = wish.password(),
       .address = request.peer_address,
       .client_name = wish.client_name(),
       .attempt = wish.attempt()},
      answering<identity::SignedIn>(loop, std::move(respond),
                                    [&services, use_cookie = wish.use_cookie()](const identity::SignedIn& signed_in) {
                                      return answer_signed_in(services, signed_in, use_cookie);
                                    }));
}

}  // namespace ramure::net
