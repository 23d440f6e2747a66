#include "server/mail/notices.hpp"

#include <algorithm>
#include <map>

namespace ramure::mail {

namespace {

using storage::View;

// Places of so few people that every word there is meant for each of them.
bool is_for_few(v1::ChannelKind kind) {
  switch (kind) {
    case v1::CHANNEL_KIND_PAIR:
    case v1::CHANNEL_KIND_PAIR_FOLLOW_UP:
    case v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP:
    case v1::CHANNEL_KIND_CONVERSATION: return true;
    default: return false;
  }
}

// Members with the strongest reason: the first one that is given.
class Called {
 public:
  void add(std::uint64_t member_id, NoticeKind kind) {
    if (member_id != 0) kinds_.try_emplace(member_id, kind);
  }

  // What one muted calls by name only.
  std::vector<Notice> notices(View& view, const FollowLevels& level, const storage::ThreadState& thread,
                              const storage::MessageState& message) const {
    std::vector<Notice> notices;
    for (const auto& [member_id, kind] : kinds_) {
      if (member_id == message.author_id || !view.readable(member_id).may_read(thread.channel_id, message.id)) continue;
      const bool is_muted = level(member_id, thread.id, thread.channel_id) == v1::FOLLOW_LEVEL_MUTED;
      if (is_muted && kind != NoticeKind::named) continue;
      notices.push_back({.member_id = member_id,
                         .kind = kind,
                         .thing_id = thread.id,
                         .message_id = message.id,
                         .event_id = message.id});
    }
    return notices;
  }

 private:
  std::map<std::uint64_t, NoticeKind> kinds_;
};

// An edit calls those whom it names; the key is the message's, so that nobody is told of one message twice.
std::vector<Notice> of_message(std::uint64_t message_id, const google::protobuf::RepeatedField<std::uint64_t>& named,
                               const v1::MessagePosted* posted, View& view, const FollowLevels& level) {
  const auto message = view.message(message_id);
  const auto thread = message ? view.thread(message->thread_id) : std::nullopt;
  const auto channel = thread ? view.channel(thread->channel_id) : std::nullopt;
  if (!channel || message->redacted) return {};
  Called called;
  for (const std::uint64_t member_id : named) called.add(member_id, NoticeKind::named);
  if (posted == nullptr) return called.notices(view, level, *thread, *message);
  if (const auto before = view.message(posted->reply_to_id())) called.add(before->author_id, NoticeKind::answered);
  if (thread->kind == v1::THREAD_KIND_OBSTACLE) called.add(thread->author_id, NoticeKind::answered);
  if (is_for_few(channel->kind)) {
    for (const v1::Membership& reader : view.memberships_of_channel(channel->id)) {
      called.add(reader.member_id(), NoticeKind::new_words);
    }
  }
  return called.notices(view, level, *thread, *message);
}

// Who reads drafts to say what he thinks of them: those who animate, and the adviser.
std::vector<Notice> of_review(const v1::Event& event, View& view) {
  std::vector<Notice> notices;
  const std::uint64_t roadmap_id = event.roadmap().roadmap_id();
  for (const v1::Membership& reader : view.memberships_of_channel(roadmap_id)) {
    const bool reviews = reader.role() == v1::ROLE_FACILITATOR || reader.role() == v1::ROLE_ADVISER;
    if (!reviews || reader.member_id() == event.actor_id()) continue;
    notices.push_back(
        {.member_id = reader.member_id(), .kind = NoticeKind::review, .thing_id = roadmap_id, .event_id = event.seq()});
  }
  return notices;
}

}  // namespace

std::vector<Notice> notices_of(const v1::Event& event, View& view, const FollowLevels& level) {
  if (event.has_message_posted()) {
    return of_message(event.seq(), event.message_posted().mention_ids(), &event.message_posted(), view, level);
  }
  if (event.has_message_edited()) {
    return of_message(event.message_edited().message_id(), event.message_edited().mention_ids(), nullptr, view, level);
  }
  if (event.roadmap().roadmap_status_set().status() == v1::ROADMAP_STATUS_IN_REVIEW) return of_review(event, view);
  // It is told twice: to those who animate, and to the author alone.
  if (event.course().has_quote_asked() && event.member_id() != 0) {
    return {{.member_id = event.member_id(),
             .kind = NoticeKind::quote,
             .thing_id = event.course().quote_asked().quote_id(),
             .message_id = event.course().quote_asked().message_id(),
             .event_id = event.seq()}};
  }
  return {};
}

std::string key_of(const Notice& notice) { return "e:" + std::to_string(notice.event_id); }

}  // namespace ramure::mail
