// The file of the outbox: DATA/mail.db. Rows in, rows out; what they mean is said in server/mail.
//
//   OutboxFile file(data / "mail.db");
//   file.add(mail);                             // held: nobody sends it yet
//   file.release(mail.key, now_ms);             // due
//   while (auto due = file.next_due(now_ms)) … file.note_sent(due->id, now_ms);
//
// One thread at a time. Each write is a transaction of its own, fsynced when it returns. Everything throws
// StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::storage {

class Connection;

enum class MailState : std::uint8_t {
  held = 0,    // what it tells of is not on disk yet
  due = 1,     // waits for its next try
  sent = 2,    // handed over
  failed = 3,  // given up
};

struct MailRow {
  std::uint64_t id = 0;
  std::string key;
  MailState state = MailState::held;
  int kind = 0;
  std::string community, address;
  int invited_role = 0;  // of an invitation: a v1::Role
  std::string message;   // empty in lists, and once the mail has ended
  std::string reason;
  int tries = 0;
  std::int64_t created_at_ms = 0, next_try_ms = 0, not_after_ms = 0, ended_at_ms = 0;
  std::string time_zone = {};  // of the receiver, whose nights are kept; empty: it goes at any hour
};

class OutboxFile {
 public:
  // Makes the file (mode 0600) when there is none.
  explicit OutboxFile(const std::filesystem::path& file, bool durable = true);
  ~OutboxFile();

  // False: a mail with this key was added before, whatever became of it.
  bool add(const MailRow& row);  // held; id is given
  void release(std::string_view key, std::int64_t now_ms);
  void drop_unsent(std::string_view key);  // held or due
  std::vector<std::string> held_keys();
  std::size_t waiting();  // held or due

  std::optional<MailRow> next_due(std::int64_t now_ms);  // the one that has been due for longest
  std::optional<std::int64_t> next_try_ms();             // of the earliest; nothing: none waits
  void note_sent(std::uint64_t id, std::int64_t now_ms);
  void note_failed(std::uint64_t id, std::int64_t now_ms, std::string_view reason);
  void note_retry(std::uint64_t id, std::int64_t next_try_ms, std::string_view reason);
  void postpone(std::uint64_t id, std::int64_t next_try_ms);  // not tried now, and that is no failure

  // Newest first, without their text.
  std::vector<MailRow> of_community(std::string_view community, std::size_t limit);
  // Due at once. False: it does not wait, or is not of this community.
  bool try_now(std::string_view community, std::uint64_t id, std::int64_t now_ms);
  // A mail that was handed over came back: it failed, and `reason` is why. False: none with this Message-ID was sent.
  bool note_returned(std::string_view message_id, std::int64_t now_ms, std::string_view reason);
  bool has(std::string_view key);  // whatever became of it
  // Those of a kind that were made since then; to one address, or (empty) to anybody.
  std::size_t count_made(int kind, std::string_view address, std::int64_t since_ms);
  void drop_ended_before(std::int64_t at_ms);
  // Empties the file's journal, which keeps pages as they were: links that were sent do not stay in it.
  void settle();

  // What SQLite finds wrong with the file.
  std::vector<std::string> check();

 private:
  std::unique_ptr<Connection> connection_;
};

}  // namespace ramure::storage
