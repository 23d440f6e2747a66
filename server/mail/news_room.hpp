// The mail that calls people back: reads each community's journal on, and writes to whom something waits for.
//
//   NewsRoom room(outbox, data, services);
//   room.start();                      // a thread of its own; or call turn() oneself, as tests do
//   room.stop();
//
// Promises, also across kill -9 at any moment:
// 1. An event gives its notices once: the cursor and the notices are one transaction of mail.db.
// 2. A notice goes with one mail: that mail in the outbox and the end of its notices are one transaction, too. A link
//    to sign in is made before that; one that no mail tells is known to nobody, and expires.
// 3. A digest is considered once for each of its dates. Where nothing is new, none is sent.
// 4. What somebody has read meanwhile, or may not read any more, is not told. No word is kept here: what a mail says is
//    looked up when it may be sent.
// 5. Several notices for one person within gather_ms go as one mail; those that wait when a digest is sent go with it.
//
// Nobody is written to who has no address in his account, or has never come in. The first time that a community is
// seen, and when its journal is another one (a backup was restored), reading begins at the journal's end.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/clock.hpp"
#include "server/mail/digest.hpp"
#include "server/mail/news_letter.hpp"
#include "server/mail/outbox.hpp"
#include "server/mail/send_times.hpp"
#include "storage/mail_accounts.hpp"
#include "storage/mail_news.hpp"

namespace ramure::mail {

inline constexpr TimestampMs gather_ms = 5 * 60'000, gather_at_once_ms = 5'000;
inline constexpr TimestampMs arrivals_every_ms = 15 * 60'000;  // how often a facilitator is asked who has come
inline constexpr TimestampMs digests_every_ms = 60'000;        // how often it is asked whether one is due
inline constexpr TimestampMs due_days = 3;                     // an action is due soon
inline constexpr TimestampMs news_link_ms = TimestampMs{7} * 24 * 3'600'000;  // templates say « 7 jours »
inline constexpr TimestampMs notices_kept_ms = TimestampMs{60} * 24 * 3'600'000;
inline constexpr std::size_t notice_lines_max = 20;
inline constexpr std::size_t journal_rows_at_once = 256;

// MailRow::kind, beside those of identity::LinkPurpose.
inline constexpr int kind_of_notice = 10, kind_of_digest = 11;

// Where an answer of this member to this thread goes; empty: answers are not taken now.
using ReplyAddress =
    std::function<std::string(const std::string& slug, std::uint64_t member_id, std::uint64_t thread_id)>;

struct NewsServices {
  const Clock& clock;
  std::string from;  // the address that every mail comes from
  std::function<std::string()> public_url;
  std::function<std::vector<std::string>()> slugs;
  std::function<std::string()> new_token;  // of a link
  ReplyAddress reply_address = {};
  std::function<void()> on_mail = {};  // something is in the outbox
  std::function<void(const std::string& what)> on_uncertain = {};
  bool at_once = false;  // for demos: nights and holidays are not kept, and the first digest comes at once
};

class NewsRoom {
 public:
  // `data`: the folder of mail.db and accounts.db.
  NewsRoom(Outbox& outbox, const std::filesystem::path& data, NewsServices services, bool durable = true);
  ~NewsRoom();

  void start();
  void stop();  // idempotent

  // Once through all communities: reads on, then sends what is due.
  void turn();

  // Whose mails a link stops; nothing: it is none of ours. From any thread.
  std::optional<StopWish> read_stop_link(std::string_view token) const { return read_stop_token(stop_key_, token); }

 private:
  struct Community;
  struct Receiver;

  void run();
  bool is_stopping();
  Community& open(const std::string& slug);
  void turn_of(Community& community);
  void follow(Community& community);
  std::vector<storage::NoticeRow> notices_in(Community& community, const std::vector<storage::JournalRow>& rows);
  // news_sending.cpp
  void send(Community& community);
  void send_to(Community& community, const Receiver& receiver, const storage::MailNews::Waiting* waiting);
  void note_due_actions(Community& community, const Receiver& receiver);
  void note_arrivals(Community& community, const Receiver& receiver);
  bool send_digest(Community& community, const Receiver& receiver, storage::DigestRow before);
  void send_notices(Community& community, const Receiver& receiver);
  bool hand_in(Community& community, const Receiver& receiver, NewsLetter letter,
               const std::vector<std::uint64_t>& notice_ids, const std::optional<storage::DigestRow>& digest);

  Outbox& outbox_;
  const NewsServices services_;
  const std::filesystem::path communities_folder_;
  storage::MailNews news_;  // of whoever calls turn(), as is the next
  storage::MailAccounts accounts_;
  const std::string stop_key_;
  std::map<std::string, std::unique_ptr<Community>> communities_;
  TimestampMs tidied_at_ms_ = 0;

  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_stopped_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace ramure::mail
