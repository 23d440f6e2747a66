#include "server/community/absences.hpp"

#include <algorithm>
#include <chrono>

#include "protocol/iso_day.hpp"
#include "storage/search/time_zone.hpp"

namespace ramure::community {

namespace {

using namespace std::chrono;

constexpr hours day_begins{8};

// The member's own zone, else his territory's, else UTC.
storage::TimeZone zone_of(storage::View& view, std::uint64_t member_id, const v1::Settings& settings) {
  if (auto zone = storage::TimeZone::load(settings.time_zone())) return *std::move(zone);
  const auto member = view.member(member_id);
  const auto territory = member ? view.territory(member->territory_id) : std::nullopt;
  if (territory) {
    if (auto zone = storage::TimeZone::load(territory->time_zone())) return *std::move(zone);
  }
  return {};
}

}  // namespace

TimestampMs all_back_at_ms(storage::View& view, std::span<const std::uint64_t> member_ids, TimestampMs now) {
  TimestampMs all_back = 0;
  for (const std::uint64_t member_id : member_ids) {
    const v1::Settings settings = view.private_state(member_id).settings();
    const auto last_day = iso_day(settings.away_until());
    if (!last_day) continue;
    const sys_days back = sys_days(*last_day) + days(1);
    const minutes offset(zone_of(view, member_id, settings).utc_offset_minutes(back));
    const sys_time<milliseconds> morning = back + day_begins - offset;
    all_back = std::max(all_back, morning.time_since_epoch().count());
  }
  return all_back > now ? all_back : 0;
}

}  // namespace ramure::community
