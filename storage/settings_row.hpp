// A row of `settings`, read in one place. Internal to storage/.
#pragma once

#include "ramure/v1/private.pb.h"
#include "storage/connection.hpp"

namespace ramure::storage {

#define RAMURE_SETTINGS_COLUMNS "locale, time_zone, notifications, digest, no_notices, away_until"

inline v1::Settings settings_of(const Statement& row) {
  v1::Settings settings;
  settings.set_locale(std::string(row.text(0)));
  settings.set_time_zone(std::string(row.text(1)));
  settings.set_notifications(row.as<v1::NotificationLevel>(2));
  const auto rhythm = row.as<v1::DigestRhythm>(3);
  if (rhythm != v1::DIGEST_RHYTHM_UNSPECIFIED) settings.mutable_mail()->set_digest(rhythm);
  if (row.boolean(4)) settings.mutable_mail()->set_no_notices(true);
  settings.set_away_until(std::string(row.text(5)));
  return settings;
}

}  // namespace ramure::storage
