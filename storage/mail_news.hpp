// What calls people back, in DATA/mail.db beside the outbox: how far each community's journal was read, the notices
// that wait, and the digests. Rows in, rows out; what they mean is said in server/mail.
//
//   MailNews news(data / "mail.db");
//   news.note("territoires", {epoch, 812}, notices);   // one transaction: read up to there, and these wait
//   news.hand_in(mail, notice_ids, digest);            // one transaction: in the outbox, and they wait no more
//
// A connection of its own, so that a mail and what it tells of are one transaction. One thread at a time. Everything
// throws StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/outbox.hpp"

namespace ramure::storage {

struct JournalCursor {
  std::string epoch;      // of the journal
  std::uint64_t seq = 0;  // everything up to it was looked at
};

struct NoticeRow {
  std::uint64_t id = 0;
  std::uint64_t member_id = 0;
  std::string key;  // of a member's notices: never noted twice
  int kind = 0;
  std::uint64_t thing_id = 0, message_id = 0;
  std::int64_t at_ms = 0;
};

struct DigestRow {
  std::uint64_t member_id = 0;
  std::int64_t considered_at_ms = 0;
  std::uint64_t told_seq = 0;
};

class MailNews {
 public:
  // Makes the file when there is none.
  explicit MailNews(const std::filesystem::path& file, bool durable = true);
  ~MailNews();

  std::optional<JournalCursor> cursor(std::string_view community);
  // From there on, as if nothing had been noted before: the journal is another one.
  void begin_anew(std::string_view community, const JournalCursor& cursor);
  // A key that the member's notices have already is passed over, whatever became of it.
  void note(std::string_view community, const JournalCursor& cursor, std::span<const NoticeRow> notices);
  // The same, for what no event of the journal brings.
  void note_dates(std::string_view community, std::span<const NoticeRow> notices);

  struct Waiting {
    std::uint64_t member_id = 0;
    std::int64_t since_ms = 0;  // of the oldest
  };
  std::vector<Waiting> waiting(std::string_view community);
  std::vector<NoticeRow> notices_of(std::string_view community, std::uint64_t member_id);  // that wait, in order
  void end(std::span<const std::uint64_t> notice_ids, std::int64_t now_ms);

  std::optional<DigestRow> digest(std::string_view community, std::uint64_t member_id);
  void set_digest(std::string_view community, const DigestRow& digest);

  // Due at once. False: a mail with this key was added before; then nothing was done.
  bool hand_in(const MailRow& mail, std::span<const std::uint64_t> notice_ids, const std::optional<DigestRow>& digest);

  // 32 bytes that `make` gives when there are none of this name.
  std::string key(std::string_view name, const std::function<std::string()>& make);

  void drop_ended_before(std::int64_t at_ms);

 private:
  void add(std::string_view community, std::span<const NoticeRow> notices);

  std::unique_ptr<Connection> connection_;
};

}  // namespace ramure::storage
