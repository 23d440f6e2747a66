// What is new since one's last visit: the same answer for `ramure catch-up` and `ramure digest`.
#pragma once

#include "client-cli/session/session.hpp"

namespace ramure::cli {

// `since_seq` 0: since one's last visit.
Result<v1::CatchUpAnswer> fetch_news(Session& session, std::uint64_t since_seq = 0);

// Its threads and roadmaps are the last list after it.
void show_news(Session& session, const v1::CatchUpAnswer& answer);

}  // namespace ramure::cli
