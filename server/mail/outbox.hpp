// What waits to be sent, for the threads that add, the one that sends, and those that look: one file under one lock.
//
// Nothing is added beyond waiting_max. Every call is bounded by the disk. Throws storage::StorageError.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/clock.hpp"
#include "storage/outbox.hpp"

namespace ramure::mail {

inline constexpr std::size_t waiting_max = 5'000;
inline constexpr std::size_t message_bytes_max = 64 * 1024;
inline constexpr std::size_t listed_max = 200;

class Outbox {
 public:
  Outbox(const std::filesystem::path& file, const Clock& clock, bool durable = true)
      : clock_(clock), file_(file, durable) {}

  // Told after every release, in the caller's thread. Set before anything is released.
  void on_release(std::function<void()> handler) { on_release_ = std::move(handler); }

  // Held: not sent before release(). False: too much is waiting. A key that is known is taken for the same mail.
  bool hold(storage::MailRow mail);
  void release(std::string_view key);
  void drop_unsent(std::string_view key);
  std::vector<std::string> held_keys();
  bool has_room();

  // The sender's
  std::optional<storage::MailRow> next_due(TimestampMs now_ms);
  std::optional<TimestampMs> next_try_ms();
  void note_sent(std::uint64_t id);
  void note_failed(std::uint64_t id, std::string_view reason);
  void note_retry(std::uint64_t id, TimestampMs next_try_ms, std::string_view reason);
  void postpone(std::uint64_t id, TimestampMs next_try_ms);
  void tidy(TimestampMs ended_before_ms);

  // The desk's for what comes in (reply_desk.hpp). Addresses are compared as they are written.
  bool note_returned(std::string_view message_id, std::string_view reason);
  bool has(std::string_view key);
  std::size_t count_made(int kind, std::string_view address, TimestampMs since_ms);

  // The admin's: newest first, at most listed_max, without their text.
  std::vector<storage::MailRow> of_community(std::string_view community);
  bool try_now(std::string_view community, std::uint64_t id);

 private:
  const Clock& clock_;
  std::function<void()> on_release_;
  std::mutex mutex_;
  storage::OutboxFile file_;  // guarded by mutex_
};

}  // namespace ramure::mail
