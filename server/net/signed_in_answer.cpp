#include "server/net/signed_in_answer.hpp"

#include "ramure/v1/accounts.pb.h"
#include "server/net/answers.hpp"
#include "server/net/credentials.hpp"

namespace ramure::net {

Response answer_signed_in(const Services& services, const identity::SignedIn& signed_in, bool use_cookie) {
  v1::SignedIn message;
  message.set_name(signed_in.identity->name);
  message.set_expires_at_ms(signed_in.expires_at_ms);
  for (const identity::MemberOf& one : signed_in.identity->memberships) {
    v1::MemberOf* community = message.add_communities();
    community->set_community(one.community);
    community->set_member_id(one.member_id);
  }
  if (!use_cookie) message.set_token(signed_in.token);
  Response response = answer(message);
  if (use_cookie) {
    const std::int64_t seconds = (signed_in.expires_at_ms - services.clock.now_ms()) / 1000;
    response.headers.emplace_back("Set-Cookie",
                                  cookie_that_signs_in(signed_in.token, seconds, services.config.is_secure()));
  }
  return response;
}

}  // namespace ramure::net
