#include "server/community/content.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "server/community/mentions.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

Checked check_tags(std::string_view field, const Texts& tags) {
  if (static_cast<std::size_t>(tags.size()) > limits::tags_max) {
    return refuse::too_large(field, limits::tags_max, "tags");
  }
  for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
    if (auto checked = check_line(field, *tag, 1, limits::tag_bytes_max); !checked) return checked;
    if (std::find(tags.begin(), tag, *tag) != tag) return refuse::invalid(field, "a tag is given twice");
  }
  return {};
}

bool holds_resources(v1::ChannelKind kind) {
  return kind == v1::CHANNEL_KIND_RESOURCES || kind == v1::CHANNEL_KIND_RESOURCE_PROPOSALS;
}

Checked check_theme(Asked& asked, std::string_view field, const storage::ChannelState& channel,
                    std::uint64_t theme_id) {
  const bool is_required = channel.kind == v1::CHANNEL_KIND_THEMES;
  if (theme_id == 0) {
    if (is_required) return refuse::invalid(field, "a theme is required here");
    return {};
  }
  if (!is_required && channel.kind != v1::CHANNEL_KIND_PAIR_OBSTACLES && !holds_resources(channel.kind)) {
    return refuse::invalid(field, "threads have no theme here");
  }
  if (!asked.view.theme_exists(theme_id)) return refuse::not_found(field);
  return {};
}

std::expected<Ids, v1::Refusal> draw_mentions(Asked& asked, std::string_view field, std::uint64_t channel_id,
                                              std::string_view body) {
  Ids ids = mentioned_ids(body, limits::mentions_max + 1);
  if (ids.size() > limits::mentions_max) return refuse::too_large(field, limits::mentions_max, "mentions");
  std::erase_if(ids, [&](std::uint64_t id) {
    return !asked.view.member(id) || asked.view.readable(id).find(channel_id) == nullptr;
  });
  return ids;
}

Checked check_words(std::string_view field, std::string_view body, bool has_files) {
  return has_files ? check_optional_text(field, body, limits::body_bytes_max) : check_body(field, body);
}

std::expected<Files, v1::Refusal> access_uploads(Asked& asked, std::string_view field, const Texts& upload_ids) {
  if (static_cast<std::size_t>(upload_ids.size()) > limits::attachments_per_message_max) {
    return refuse::too_large(field, limits::attachments_per_message_max, "files");
  }
  Files files;
  for (auto id = upload_ids.begin(); id != upload_ids.end(); ++id) {
    if (std::find(upload_ids.begin(), id, *id) != id) return refuse::invalid(field, "an upload is given twice");
    auto upload = asked.view.upload(*id);
    const bool waits =
        upload && upload->member_id == asked.me.id && asked.now - upload->received_at_ms <= limits::upload_waits_ms;
    if (!waits) return refuse::not_found(field);
    files.Add(std::move(upload->file));
  }
  return files;
}

std::uint64_t territory_of_new_thread(const Asked& asked, const storage::ChannelState& channel) {
  return channel.territory_id != 0 ? channel.territory_id : asked.me.territory_id;
}

v1::Event& do_post_first(Announcer& announce, const FirstMessage& message) {
  v1::Event& event = announce.to_channel(message.channel_id);
  v1::MessagePosted& posted = *event.mutable_message_posted();
  posted.set_thread_id(message.thread_id);
  posted.set_kind(message.kind);
  posted.set_body(std::string(message.body));
  posted.mutable_mention_ids()->Add(message.mentions.begin(), message.mentions.end());
  if (message.files != nullptr) *posted.mutable_attachments() = *message.files;
  return event;
}

}  // namespace ramure::community
