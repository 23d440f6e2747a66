// What a digest says. What is new for its reader is what the home page and `ramure catch-up` answer: the same query
// (CatchUp), the same numbers.
#pragma once

#include "server/mail/news_lines.hpp"

namespace ramure::mail {

inline constexpr std::size_t digest_lines_max = 30;  // the page shows the rest
inline constexpr TimestampMs coming_ms = TimestampMs{14} * 24 * 3'600'000;

struct Digest {
  NewsLines word, news, coming, fresh_start;
  std::uint64_t head_seq = 0;
  // Something is unread or happened that the digest before could not tell of. What comes next is a reason by itself
  // only once a week.
  bool is_fresh = false;
};

Digest compose_digest(NewsFor& reader, const storage::DigestRow& before, bool is_daily);

// What the reader's next two weeks bring: rounds and gatherings that begin, written rounds that wait for him.
NewsLines coming_up(NewsFor& reader);

}  // namespace ramure::mail
