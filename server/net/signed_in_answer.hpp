// What whoever has just been let in is answered, by whichever door: the token, or a cookie that holds it.
#pragma once

#include "server/identity/accounts.hpp"
#include "server/net/http_message.hpp"
#include "server/net/services.hpp"

namespace ramure::net {

Response answer_signed_in(const Services& services, const identity::SignedIn& signed_in, bool use_cookie);

}  // namespace ramure::net
