// Takes mails out of the outbox, one at a time, and hands them over; waits longer after each failure; gives up in the
// end, and says why.
//
//   Sender sender(outbox, transport, clock, "ramure@exemple.fr");
//   sender.start();                  // a thread of its own; or call send_next() oneself, as tests do
//   sender.wake();                   // something became due
//   sender.stop();                   // what is being sent comes back soon
//
// A mail that keeps its receiver's nights (MailRow::time_zone) is put off until it may come, however late it was due.
//
// Promises: a mail that was released is tried until it is handed over, refused for good, past its time, or has had
// tries_max tries over a day and a half; at most one is on its way. Killed between handing over and noting it, the mail
// is handed over again under the same key and Message-ID: into a folder that is the same file, by SMTP it may be a
// second copy (smtp.hpp).
#pragma once

#include <array>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "server/clock.hpp"
#include "server/mail/outbox.hpp"
#include "server/mail/transport.hpp"

namespace ramure::mail {

inline constexpr std::int64_t minute_ms = 60'000;
// After the first try, the second …: 36 hours and a half in all, so that a server may be away for a day.
inline constexpr std::array<std::int64_t, 10> retry_waits_ms{
    minute_ms / 2,   2 * minute_ms,   10 * minute_ms,  30 * minute_ms,  60 * minute_ms,
    120 * minute_ms, 240 * minute_ms, 480 * minute_ms, 600 * minute_ms, 660 * minute_ms};
inline constexpr int tries_max = static_cast<int>(retry_waits_ms.size()) + 1;
// A server that cannot be reached is not asked for every mail that waits.
inline constexpr std::int64_t rest_ms_min = 15'000, rest_ms_max = 5 * minute_ms;
inline constexpr std::int64_t mails_kept_ms = std::int64_t{30} * 24 * 60 * minute_ms;  // their envelopes, once ended

class Sender {
 public:
  // `on_uncertain`: an fsync failed, as in AccountsOptions.
  Sender(Outbox& outbox, Transport& transport, const Clock& clock, std::string from,
         std::function<void(const std::string& what)> on_uncertain = {});
  ~Sender() { stop(); }

  void start();
  void wake();
  void stop();  // idempotent

  // Tries the mail that has been due for longest. Nothing: none is due, or the server is given a rest.
  std::optional<Handover> send_next();

 private:
  void run();
  bool is_stopping();
  std::int64_t wait_ms();
  void note(const storage::MailRow& mail, const Delivery& delivery);

  Outbox& outbox_;
  Transport& transport_;
  const Clock& clock_;
  const std::string from_;
  const std::function<void(const std::string&)> on_uncertain_;
  // Of whoever calls send_next():
  std::int64_t rests_until_ms_ = 0, rest_ms_ = 0;
  std::int64_t tidied_at_ms_ = 0;

  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_woken_ = false, is_stopped_ = false;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace ramure::mail
