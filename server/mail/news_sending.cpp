// The half of the news room that writes: to whom, whether now, and what.
#include <algorithm>

#include "protocol/iso_day.hpp"
#include "server/community/answer.hpp"
#include "server/identity/link_post.hpp"
#include "server/identity/tokens.hpp"
#include "server/mail/address.hpp"
#include "server/mail/news_room_parts.hpp"
#include "storage/letter_words.hpp"

namespace ramure::mail {

namespace {

using storage::DigestRow;
using storage::MailNews;
using storage::NoticeRow;

std::string zone_known(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (storage::TimeZone::load(name)) return std::string(name);
  }
  return "UTC";
}

// A digest has a date, and so has coming back: then one mail tells of the whole absence.
bool is_digest_due(const DigestRow& before, v1::DigestRhythm rhythm, const ReceiverTimes& times, TimestampMs now) {
  const auto date = next_digest_ms(before.considered_at_ms, rhythm, times.zone);
  if (!date) return false;
  if (*date <= now) return true;
  if (!times.away_until) return false;
  const std::chrono::sys_days back = *times.away_until + std::chrono::days(1);
  return local_day(before.considered_at_ms, times.zone) < back && local_day(now, times.zone) >= back;
}

bool are_all_among(const std::vector<MailNews::Waiting>& waiting, const std::vector<storage::MailReceiver>& receivers) {
  return std::ranges::all_of(waiting, [&](const MailNews::Waiting& one) {
    return std::ranges::find(receivers, one.member_id, &storage::MailReceiver::member_id) != receivers.end();
  });
}

struct Told {
  NewsLines lines;
  std::vector<std::uint64_t> ids;  // of all notices that are done with by telling these lines
  // That all lines are about, and in an open place: what is private stays out of mails both ways. 0: none.
  std::uint64_t thread_id = 0;
};

// Of notices about one thing the latest is told: two answers in one private place are one line.
Told told_of(NewsFor& reader, const std::vector<NoticeRow>& notices) {
  Told told;
  std::size_t untold = 0;
  for (const NoticeRow& notice : notices) {
    told.ids.push_back(notice.id);
    auto line = line_of(reader, notice);
    if (!line) continue;
    if (told.lines.empty()) told.thread_id = line->thread_id;
    if (line->thread_id != told.thread_id) told.thread_id = 0;
    const bool is_repeated =
        std::ranges::any_of(told.lines, [&](const NewsLine& before) { return before.text == line->text; });
    if (is_repeated) continue;
    if (told.lines.size() == notice_lines_max) {
      ++untold;
    } else {
      told.lines.push_back(std::move(*line));
    }
  }
  if (untold > 0) {
    told.lines.push_back(
        {.text = files::filled(reader.say({"… et {} de plus", "… and {} more"}), std::to_string(untold)), .path = "/"});
  }
  return told;
}

}  // namespace

std::optional<NewsRoom::Receiver> NewsRoom::Receiver::load(Community& community, const storage::MailReceiver& account) {
  std::optional<Receiver> receiver;
  const std::string zone_of_community = community.reader->time_zone();
  community.tables->look([&](storage::View& view) {
    const auto member = view.member(account.member_id);
    if (!member || member->status == v1::MEMBER_STATUS_LEFT) return;
    receiver.emplace();
    receiver->account = account;
    receiver->name = view.profile(account.member_id).name();
    receiver->role = member->role;
    receiver->settings = community.tables->settings(account.member_id);
    const auto territory = view.territory(member->territory_id);
    const std::string of_territory = territory ? territory->time_zone() : "";
    receiver->zone_name = zone_known({receiver->settings.time_zone(), of_territory, zone_of_community});
  });
  if (!receiver) return std::nullopt;
  receiver->times.zone = first_known_zone({receiver->zone_name});
  if (const auto day = iso_day(receiver->settings.away_until())) receiver->times.away_until = *day;
  if (receiver->settings.locale() == "en") receiver->language = files::Language::english;
  return receiver;
}

void NewsRoom::send(Community& community) {
  const TimestampMs now = services_.clock.now_ms();
  const std::vector<MailNews::Waiting> waiting = news_.waiting(community.slug);
  const TimestampMs look_every_ms = services_.at_once ? gather_at_once_ms : digests_every_ms;
  const bool looks_at_all = now - community.looked_at_ms >= look_every_ms;
  if (waiting.empty() && !looks_at_all) return;
  // Also for whoever has just come in: something may wait for him already.
  if (looks_at_all || !are_all_among(waiting, community.receivers)) {
    community.receivers = accounts_.receivers(community.slug);
  }
  for (const storage::MailReceiver& account : community.receivers) {
    if (is_stopping()) return;
    const auto found = std::ranges::find(waiting, account.member_id, &MailNews::Waiting::member_id);
    if (found == waiting.end() && !looks_at_all) continue;
    const auto receiver = Receiver::load(community, account);
    if (receiver) send_to(community, *receiver, found == waiting.end() ? nullptr : &*found);
  }
  // Whoever can be written to no more is told nothing: he has left, or lost his address.
  for (const MailNews::Waiting& one : waiting) {
    const auto account = std::ranges::find(community.receivers, one.member_id, &storage::MailReceiver::member_id);
    const bool is_gone = account == community.receivers.end() || !Receiver::load(community, *account);
    if (!is_gone || !looks_at_all) continue;
    std::vector<std::uint64_t> ids;
    for (const NoticeRow& notice : news_.notices_of(community.slug, one.member_id)) ids.push_back(notice.id);
    news_.end(ids, now);
  }
  if (looks_at_all) community.looked_at_ms = now;
}

void NewsRoom::send_to(Community& community, const Receiver& receiver, const MailNews::Waiting* waiting) {
  const TimestampMs now = services_.clock.now_ms();
  const std::uint64_t member_id = receiver.account.member_id;
  auto before = news_.digest(community.slug, member_id);
  if (!before) {
    before = DigestRow{member_id, services_.at_once ? 0 : now, 0};
    news_.set_digest(community.slug, *before);
  }
  if (!services_.at_once && !may_write(now, receiver.times)) return;
  note_due_actions(community, receiver);
  note_arrivals(community, receiver);
  const bool is_due = is_digest_due(*before, receiver.settings.mail().digest(), receiver.times, now);
  if (is_due && send_digest(community, receiver, *before)) return;
  const TimestampMs gathering_ms = services_.at_once ? gather_at_once_ms : gather_ms;
  if (waiting != nullptr && now - waiting->since_ms >= gathering_ms) send_notices(community, receiver);
}

// Once a day: what is due within the next days in the rounds whose client he is.
void NewsRoom::note_due_actions(Community& community, const Receiver& receiver) {
  const TimestampMs now = services_.clock.now_ms();
  const auto today = local_day(now, receiver.times.zone);
  const std::uint64_t member_id = receiver.account.member_id;
  auto& looked_at = community.due_looked_at[member_id];
  if (looked_at == today) return;
  std::vector<NoticeRow> notices;
  v1::Query list;
  list.mutable_list_rounds()->set_ended_too(true);
  const v1::Reply rounds = community::answer(*community.reader, member_id, list, now);
  for (const v1::RoundRow& row : rounds.answer().round_list().rows()) {
    if (row.client_id() != member_id) continue;
    v1::Query query;
    query.mutable_get_round()->set_round_id(row.round_id());
    const v1::Reply reply = community::answer(*community.reader, member_id, query, now);
    for (const v1::PlanAction& action : reply.answer().round().view().actions()) {
      const auto due = iso_day(action.due_on());
      if (!due || std::chrono::sys_days(*due) < today ||
          std::chrono::sys_days(*due) > today + std::chrono::days(due_days)) {
        continue;
      }
      notices.push_back({.member_id = member_id,
                         .key = "d:" + std::to_string(action.id()) + ":" + action.due_on(),
                         .kind = static_cast<int>(NoticeKind::due),
                         .thing_id = row.round_id(),
                         .message_id = action.id(),
                         .at_ms = now});
    }
  }
  news_.note_dates(community.slug, notices);
  looked_at = today;
}

// Who animates welcomes; a first visit is no event of the journal, so it is asked for.
void NewsRoom::note_arrivals(Community& community, const Receiver& receiver) {
  if (receiver.role != v1::ROLE_FACILITATOR) return;
  const TimestampMs now = services_.clock.now_ms();
  const std::uint64_t member_id = receiver.account.member_id;
  const TimestampMs every_ms = services_.at_once ? gather_at_once_ms : arrivals_every_ms;
  auto& looked_at_ms = community.arrivals_looked_at_ms[member_id];
  if (now - looked_at_ms < every_ms) return;
  v1::Query query;
  query.mutable_list_to_do();
  const v1::Reply reply = community::answer(*community.reader, member_id, query, now);
  std::vector<NoticeRow> notices;
  for (const v1::FirstVisit& visit : reply.answer().to_do_list().first_visits()) {
    if (visit.member_id() == member_id) continue;
    notices.push_back({.member_id = member_id,
                       .key = "v:" + std::to_string(visit.member_id()),
                       .kind = static_cast<int>(NoticeKind::arrived),
                       .thing_id = visit.member_id(),
                       .message_id = 0,
                       .at_ms = now});
  }
  news_.note_dates(community.slug, notices);
  looked_at_ms = now;
}

// False: nothing is new but, perhaps, notices, which go by themselves then.
bool NewsRoom::send_digest(Community& community, const Receiver& receiver, DigestRow before) {
  const TimestampMs now = services_.clock.now_ms();
  const files::Calendar calendar(receiver.language, receiver.zone_name);
  NewsFor reader(*community.reader, *community.tables, receiver.account.member_id, receiver.language, calendar, now);
  Digest digest = compose_digest(reader, before, receiver.settings.mail().digest() == v1::DIGEST_RHYTHM_DAILY);
  DigestRow after{receiver.account.member_id, now, before.told_seq};
  if (!digest.is_fresh) {
    news_.set_digest(community.slug, after);
    return false;
  }
  after.told_seq = digest.head_seq;
  Told told;
  if (!receiver.settings.mail().no_notices()) {
    told = told_of(reader, news_.notices_of(community.slug, receiver.account.member_id));
  }
  NewsLetter letter;
  letter.kind = Unasked::digest;
  letter.key = "digest:" + community.slug + ":" + std::to_string(receiver.account.member_id) + ":" +
               std::to_string(before.considered_at_ms);
  letter.path = "/";
  letter.lists = {{"word", std::move(digest.word)},
                  {"notices", std::move(told.lines)},
                  {"news", std::move(digest.news)},
                  {"coming", std::move(digest.coming)},
                  {"fresh_start", std::move(digest.fresh_start)}};
  return hand_in(community, receiver, std::move(letter), told.ids, after);
}

void NewsRoom::send_notices(Community& community, const Receiver& receiver) {
  const TimestampMs now = services_.clock.now_ms();
  const std::vector<NoticeRow> notices = news_.notices_of(community.slug, receiver.account.member_id);
  if (notices.empty()) return;
  const files::Calendar calendar(receiver.language, receiver.zone_name);
  NewsFor reader(*community.reader, *community.tables, receiver.account.member_id, receiver.language, calendar, now);
  Told told = told_of(reader, notices);
  if (receiver.settings.mail().no_notices() || told.lines.empty()) return news_.end(told.ids, now);
  NewsLetter letter;
  letter.kind = Unasked::notices;
  letter.key = "notice:" + community.slug + ":" + std::to_string(receiver.account.member_id) + ":" +
               std::to_string(told.ids.back());
  letter.path = told.lines.size() == 1 ? told.lines.front().path : "/";
  if (told.thread_id != 0 && services_.reply_address) {
    letter.reply_to = services_.reply_address(community.slug, receiver.account.member_id, told.thread_id);
  }
  letter.lists = {{"notices", std::move(told.lines)}};
  hand_in(community, receiver, std::move(letter), told.ids, std::nullopt);
}

// False: not now, and it is tried again. The link first: a mail never leads nowhere.
bool NewsRoom::hand_in(Community& community, const Receiver& receiver, NewsLetter letter,
                       const std::vector<std::uint64_t>& notice_ids, const std::optional<DigestRow>& digest) {
  const TimestampMs now = services_.clock.now_ms();
  if (!outbox_.has_room() || !is_safe_address(receiver.account.address)) return false;
  const std::string token = services_.new_token();
  const bool has_link =
      accounts_.add_link({.token_hash = std::string(identity::bytes_of(identity::hash_of_token(token))),
                          .account_id = receiver.account.account_id,
                          .purpose = static_cast<int>(identity::LinkPurpose::sign_in),
                          .expires_at_ms = now + news_link_ms});
  if (!has_link) return false;
  letter.slug = community.slug;
  letter.own_templates = community.folder / "templates" / "mail";
  letter.community = storage::read_letter_words(community.folder, 0, 0).community;
  letter.locale = receiver.language == files::Language::english ? "en" : "fr";
  letter.to = {receiver.name, receiver.account.address};
  letter.from = services_.from;
  letter.site = services_.public_url();
  letter.link_token = token;
  letter.stop_token = stop_token(stop_key_, {letter.kind, community.slug, receiver.account.member_id});
  letter.at_ms = now;
  storage::MailRow mail;
  mail.key = letter.key;
  mail.kind = letter.kind == Unasked::digest ? kind_of_digest : kind_of_notice;
  mail.community = community.slug;
  mail.address = receiver.account.address;
  mail.message = compose_news(letter);
  mail.created_at_ms = now;
  mail.not_after_ms = now + news_link_ms;
  if (!services_.at_once) mail.time_zone = receiver.zone_name;
  const bool is_new = news_.hand_in(mail, notice_ids, digest);
  if (is_new && services_.on_mail) services_.on_mail();
  return true;
}

}  // namespace ramure::mail
