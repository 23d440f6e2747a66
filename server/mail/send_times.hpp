// When somebody may be written to, and when his digest is due. Pure: the moment, the zone and the wishes come in.
//
// Nothing comes before 8 h or from 19 h on, at a weekend, on a French public holiday (french_holidays.hpp), or while
// one is away: it waits for the next hour that is none of these. Links that somebody asked for, and invitations, are
// not asked here: they go at once.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "ramure/v1/private.pb.h"
#include "server/clock.hpp"
#include "storage/search/time_zone.hpp"

namespace ramure::mail {

inline constexpr std::chrono::hours day_begins{8}, day_ends{19};  // local time; the end is not of the day any more

struct ReceiverTimes {
  storage::TimeZone zone = {};                           // UTC by itself
  std::optional<std::chrono::sys_days> away_until = {};  // the last day of an absence, as the local calendar calls it
};

// The first of these names that this machine knows; UTC when it knows none.
storage::TimeZone first_known_zone(std::initializer_list<std::string_view> names);

// `now` itself when one may write now.
TimestampMs next_allowed_ms(TimestampMs now, const ReceiverTimes& receiver);
inline bool may_write(TimestampMs now, const ReceiverTimes& receiver) { return next_allowed_ms(now, receiver) == now; }

// The first date of a digest after `after`: a Tuesday, or a working day, at 8 h local. It may lie in a holiday or an
// absence: then the digest waits as every mail does. Nothing: one wants none.
std::optional<TimestampMs> next_digest_ms(TimestampMs after, v1::DigestRhythm rhythm, const storage::TimeZone& zone);

// The day that it is there.
std::chrono::sys_days local_day(TimestampMs at, const storage::TimeZone& zone);

}  // namespace ramure::mail
