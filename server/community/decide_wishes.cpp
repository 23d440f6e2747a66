// What one keeps, wishes and has accepted: rows of the asker alone, on all his devices.
#include <chrono>

#include "protocol/iso_day.hpp"
#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/directory_words.hpp"
#include "server/community/families.hpp"

namespace ramure::community {

namespace {

constexpr int absence_days_max = 366;  // mail that waits for longer calls nobody back

Decided keep_row(v1::PrivateRow row) {
  Decision decision;
  decision.private_rows.push_back(std::move(row));
  return decision;
}

Checked check_new_bookmark(Asked& asked, std::uint64_t message_id, std::string_view field) {
  auto message = access_message(asked, message_id, field);
  if (!message) return pass_on(message);
  if (message->message.redacted) return refuse::erased(field);
  storage::PrivateView mine = asked.view.private_state(asked.me.id);
  if (mine.keeps(message_id)) return refuse::already_done(field);
  if (mine.bookmark_count() >= limits::bookmarks_max) {
    return refuse::too_large(field, limits::bookmarks_max, "bookmarks");
  }
  return {};
}

// A day that is over is no absence any more, and does no harm: clients send back the whole row that they know.
Checked check_mail_wishes(const v1::Settings& settings, TimestampMs now) {
  if (!v1::DigestRhythm_IsValid(settings.mail().digest())) {
    return refuse::invalid("save_settings.settings.mail.digest", "there is no such rhythm");
  }
  if (settings.away_until().empty()) return {};
  constexpr auto field = "save_settings.settings.away_until";
  const auto day = iso_day(settings.away_until());
  if (!day) return refuse::invalid(field, "the last day of an absence is written like 2018-08-27");
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::sys_time(std::chrono::milliseconds(now)));
  if (std::chrono::sys_days(*day) > today + std::chrono::days(absence_days_max)) {
    return refuse::invalid(field, "an absence ends within a year");
  }
  return {};
}

// One's own bookmark can always be taken away. Of one that is not there nothing is said but what reading allows.
Checked check_old_bookmark(Asked& asked, std::uint64_t message_id, std::string_view field) {
  if (asked.view.private_state(asked.me.id).keeps(message_id)) return {};
  if (auto message = access_message(asked, message_id, field); !message) return pass_on(message);
  return refuse::already_done(field);
}

}  // namespace

Decided set_bookmark(Asked& asked, const v1::SetBookmark& command) {
  constexpr auto field = "set_bookmark.message_id";
  auto checked = command.kept() ? check_new_bookmark(asked, command.message_id(), field)
                                : check_old_bookmark(asked, command.message_id(), field);
  if (!checked) return pass_on(checked);
  v1::PrivateRow row;
  row.mutable_bookmark()->set_message_id(command.message_id());
  row.mutable_bookmark()->set_kept(command.kept());
  row.mutable_bookmark()->set_at_ms(asked.now);
  return keep_row(std::move(row));
}

Decided save_settings(Asked& asked, const v1::SaveSettings& command) {
  const v1::Settings& settings = command.settings();
  if (!settings.locale().empty() && settings.locale() != "fr" && settings.locale() != "en") {
    return refuse::invalid("save_settings.settings.locale", "the languages are fr and en");
  }
  if (!settings.time_zone().empty()) {
    auto checked = check_time_zone(asked, "save_settings.settings.time_zone", settings.time_zone());
    if (!checked) return pass_on(checked);
  }
  if (!v1::NotificationLevel_IsValid(settings.notifications())) {
    return refuse::invalid("save_settings.settings.notifications", "there is no such level");
  }
  if (auto checked = check_mail_wishes(settings, asked.now); !checked) return pass_on(checked);
  v1::PrivateRow row;
  *row.mutable_settings() = settings;
  row.mutable_settings()->DiscardUnknownFields();
  if (!settings.mail().no_notices() && settings.mail().digest() == v1::DIGEST_RHYTHM_UNSPECIFIED) {
    row.mutable_settings()->clear_mail();  // it says nothing: the row reads as it is read back
  }
  return keep_row(std::move(row));
}

// The first date at which a wording was accepted is the one that counts; a later wording replaces it.
Decided note_acceptance(Asked& asked, const v1::NoteAcceptance& command) {
  if (!v1::AcceptanceKind_IsValid(command.kind()) || command.kind() == v1::ACCEPTANCE_KIND_UNSPECIFIED) {
    return refuse::invalid("note_acceptance.kind", "it says what was accepted or shown");
  }
  if (command.version() == 0) return refuse::invalid("note_acceptance.version", "versions begin at 1");
  if (command.version() <= asked.view.private_state(asked.me.id).accepted_version(command.kind())) {
    return refuse::already_done("note_acceptance.version");
  }
  v1::PrivateRow row;
  v1::Acceptance& acceptance = *row.mutable_acceptance();
  acceptance.set_kind(command.kind());
  acceptance.set_version(command.version());
  acceptance.set_at_ms(asked.now);
  return keep_row(std::move(row));
}

}  // namespace ramure::community
