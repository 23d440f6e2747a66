#include "server/live/greeting.hpp"

#include <string>

#include "protocol/limits.hpp"
#include "server/community/answer.hpp"
#include "server/live/refusals.hpp"

namespace ramure::live {

namespace {

bool can_follow(const v1::Hello& hello, const storage::Start& start) {
  return hello.epoch() == start.epoch && hello.cursor_seq() > 0 && hello.cursor_seq() <= start.head_seq &&
         start.head_seq - hello.cursor_seq() <= limits::events_follow_max;
}

// Events only: from the cursor on, however far back, or from the head. Never a snapshot.
std::uint64_t resume_events_only(const v1::Hello& hello, const storage::Start& start) {
  const bool is_ours = hello.epoch() == start.epoch && hello.cursor_seq() <= start.head_seq;
  return is_ours ? hello.cursor_seq() : start.head_seq;
}

// As many pages as fit into a welcome; the hub reads the others.
void add_private_rows(storage::Reader& reader, std::uint64_t member_id, std::uint64_t since_revision,
                      Greeting& greeting) {
  v1::PrivateRows page;
  reader.private_rows(member_id, since_revision, page);
  if (page.revision() < since_revision) {  // a revision that we never gave out
    page.Clear();
    reader.private_rows(member_id, 0, page);
  }
  std::size_t bytes = 0;
  for (; page.rows_size() > 0 && bytes < limits::snapshot_bytes_max;
       reader.private_rows(member_id, since_revision, page)) {
    bytes += page.ByteSizeLong();
    since_revision = page.revision();
    for (v1::PrivateRow& row : *page.mutable_rows()) greeting.welcome.add_private_rows()->Swap(&row);
    page.Clear();
  }
  const bool has_more = page.rows_size() > 0;
  greeting.beginning.has_more_private_rows = has_more;
  greeting.beginning.private_revision = has_more ? since_revision : page.revision();
  greeting.welcome.set_private_revision(greeting.beginning.private_revision);
}

v1::Refusal unsupported_version() {
  v1::Refusal result =
      refusal(v1::REFUSAL_CODE_UNSUPPORTED_VERSION, "hello.feature_level", "this server is older than the client");
  (*result.mutable_data())["feature_level"] = std::to_string(limits::feature_level);
  return result;
}

}  // namespace

std::expected<Greeting, v1::Refusal> greet(storage::Reader& reader, std::uint64_t member_id, const v1::Hello& hello,
                                           TimestampMs now) {
  if (hello.feature_level() > limits::feature_level) return std::unexpected(unsupported_version());
  storage::Start start = reader.start(member_id);
  if (!start.found) return std::unexpected(not_found("hello.community"));

  Greeting greeting;
  v1::Welcome& welcome = greeting.welcome;
  const bool is_same_epoch = hello.epoch() == start.epoch;
  std::uint64_t resume_seq = hello.cursor_seq();
  std::uint64_t head_seq = start.head_seq;
  std::uint64_t private_since = is_same_epoch ? hello.private_revision() : 0;
  if (hello.events_only()) {
    resume_seq = resume_events_only(hello, start);
  } else if (!can_follow(hello, start)) {
    if (!community::snapshot(reader, member_id, *welcome.mutable_snapshot(), head_seq))
      return std::unexpected(not_found("hello.community"));
    resume_seq = head_seq;
    private_since = 0;
  }
  add_private_rows(reader, member_id, private_since, greeting);

  *welcome.mutable_me() = std::move(start.me);
  *welcome.mutable_community() = std::move(start.community);
  welcome.set_epoch(start.epoch);
  welcome.set_head_seq(head_seq);
  welcome.set_feature_level(limits::feature_level);
  welcome.set_server_time_ms(now);
  welcome.set_resume_seq(resume_seq);
  welcome.set_epoch_changed(!hello.epoch().empty() && !is_same_epoch);

  greeting.beginning.readable = std::move(start.readable);
  greeting.beginning.readable_as_of_seq = start.head_seq;
  greeting.beginning.resume_seq = resume_seq;
  return greeting;
}

}  // namespace ramure::live
