// Takes the mails that people answer with out of a Maildir (maildir.hpp) and puts their words into the threads that
// they answer; tells people what could not be taken, and why; and notes which of our mails came back.
//
//   ReplyDesk desk(config, outbox, services);
//   desk.reply_address("demo", member_id, thread_id)   // for a mail that may be answered
//   desk.start();                                      // a thread of its own; or call take_all() oneself, as tests do
//   desk.stop();                                       // what is being done is brought to its end
//
// Promises:
// 1. Rights are judged by the community's writer, at arrival, as those of any command of that member.
// 2. A mail is posted once, however often it is delivered and wherever we are killed: the command's key follows from
//    its Message-ID, as do the ids of its files, and its answer's key in the outbox; the mail goes when all is on disk.
// 3. No mail is lost: it is posted, answered, or kept aside with the reason. Programs are not answered
//    (reply_rules.hpp); their mails are counted and thrown away.
// 4. Files go into the thread with the words, under the limits of the page; whoever sent more is told.
// 5. Bounded: a mail is read up to mail_bytes_max, a person has a measure of answers an hour, and so have we.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>

#include "ramure/v1/commands.pb.h"
#include "ramure/v1/frames.pb.h"
#include "server/clock.hpp"
#include "server/config.hpp"
#include "server/files/keep_upload.hpp"
#include "server/identity/accounts.hpp"
#include "server/identity/throttle.hpp"
#include "server/mail/incoming_message.hpp"
#include "server/mail/maildir.hpp"
#include "server/mail/reply_address.hpp"
#include "server/mail/reply_answers.hpp"
#include "storage/reply_places.hpp"

namespace ramure::mail {

inline constexpr std::int64_t looks_every_ms = 1'000;
inline constexpr std::size_t mails_per_look_max = 100;
inline constexpr std::int64_t rest_after_trouble_ms = 30'000;  // of a mail that cannot be taken at the moment
inline constexpr int internal_faults_max = 3;                  // then it is kept aside
inline constexpr std::size_t crashes_max = 10;                 // so is a mail over which the process ended so often
// Thirty at once, for somebody who catches up, then one every two minutes.
inline constexpr identity::ThrottleLimits replies_per_person{.burst = 30, .refill_ms = 120'000, .keys_max = 10'000};

struct ReplyServices {
  const Clock& clock;
  Random& random;
  std::function<std::string()> public_url;  // as in LettersOptions
  // Whether mails to this member go to this address; whether it is that of any account.
  std::function<bool(const std::string& community, std::uint64_t member_id, const std::string& address)>
      is_address_of_member;
  std::function<bool(const std::string& address)> is_address_of_account;
  std::function<identity::Outcome<std::string>(const std::string& community)> epoch_of;
  std::function<identity::Outcome<v1::Accepted>(const std::string& community, std::uint64_t member_id,
                                                const v1::Command& command)>
      run_as_member;  // waits until it is on disk
  // Keeps the files for a message of this member's, as far as they are not there yet; waits until they are on disk.
  // TOO_LARGE: he has no room for all of them, and none is kept.
  std::function<identity::Outcome<identity::Done>(const std::string& community, std::uint64_t member_id,
                                                  std::span<const files::WholeFile> files)>
      keep_files;
  std::function<void(const std::string& what)> on_uncertain;
};

class ReplyDesk {
 public:
  // Throws std::exception with a sentence for the operator where the folder or mail.db cannot be opened.
  ReplyDesk(const Config& config, Outbox& outbox, ReplyServices services);
  ~ReplyDesk() { stop(); }

  // Any thread. Empty when the community cannot be opened now: then the mail goes without.
  std::string reply_address(const std::string& community, std::uint64_t member_id, std::uint64_t thread_id);

  void start();
  void stop();  // idempotent

  // Every mail that is there now. How many were brought to an end. Of one thread only.
  std::size_t take_all();

 private:
  // What becomes of a mail that was looked at.
  enum class Fate : std::uint8_t { done, later };

  void run();
  bool take(const std::string& name);
  Fate look_at(const std::string& name);
  Fate take_report(const DeliveryReport& report);
  Fate take_reply(const std::string& name, const IncomingMessage& message, const ReplyGrant& grant,
                  const storage::ReplyPlace& place);
  Fate post(const std::string& name, const IncomingMessage& message, const AnswerReader& writer,
            const ReplyGrant& grant);
  // `is_whole` becomes false when it was posted without files for which there was no room.
  identity::Outcome<v1::Accepted> run(const IncomingMessage& message, const AnswerReader& writer, v1::Command command,
                                      bool& is_whole);
  identity::Outcome<identity::Done> keep_files(const IncomingMessage& message, const AnswerReader& writer,
                                               const v1::PostMessage& post);
  Fate answer(const std::string& name, const IncomingMessage& message, const AnswerReader& reader, ReplyReason reason);
  Fate put_aside(const std::string& name, const char* reason);
  std::optional<storage::ReplyPlace> place_of(const ReplyGrant& grant);

  const ReplyServices services_;
  Outbox& outbox_;
  const std::string own_address_, reply_base_;
  Maildir maildir_;

  std::mutex places_mutex_;
  storage::ReplyPlaces places_;  // guarded by places_mutex_
  const std::string key_;
  ReplyAnswers answers_;

  // Of the desk's thread:
  identity::Throttle by_person_{replies_per_person};
  std::map<std::string, std::int64_t> rest_until_ms_;  // of mails that cannot be taken now
  std::map<std::string, int> faults_;
  std::int64_t tidied_at_ms_ = 0;
  std::size_t automatic_count_ = 0;

  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_stopped_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace ramure::mail
