// Checks and small works shared by everything that carries words: threads, messages, obstacles.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/community/access.hpp"

namespace ramure::community {

using Texts = google::protobuf::RepeatedPtrField<std::string>;
using Ids = std::vector<std::uint64_t>;
using Files = google::protobuf::RepeatedPtrField<v1::Attachment>;

Checked check_tags(std::string_view field, const Texts& tags);

// « Centre de ressources », and what is proposed for it.
bool holds_resources(v1::ChannelKind kind);

// The theme of a new or moved thread: required in the themes channel, allowed for the obstacles of a pair (they may be
// shown to the community later) and for resources, refused elsewhere.
Checked check_theme(Asked& asked, std::string_view field, const storage::ChannelState& channel, std::uint64_t theme_id);

// Whom a body names: members who read the channel. Everything else stays plain text, so that naming somebody says
// nothing of who exists or reads what.
std::expected<Ids, v1::Refusal> draw_mentions(Asked& asked, std::string_view field, std::uint64_t channel_id,
                                              std::string_view body);

// The words of a message; none are needed beside a file.
Checked check_words(std::string_view field, std::string_view body, bool has_files);

// The files that a message is to carry: uploads of the asker's own that wait for one. Somebody else's, used ones and
// those that waited too long are answered as what never was.
std::expected<Files, v1::Refusal> access_uploads(Asked& asked, std::string_view field, const Texts& upload_ids);

// The territory that a new thread belongs to: the channel's, else the author's own.
std::uint64_t territory_of_new_thread(const Asked& asked, const storage::ChannelState& channel);

// The first message of a thread, announced right behind its opening.
struct FirstMessage {
  std::uint64_t thread_id = 0;
  std::uint64_t channel_id = 0;
  v1::MessageKind kind = v1::MESSAGE_KIND_MESSAGE;
  std::string_view body;
  const Ids& mentions;
  const Files* files = nullptr;  // none
};
v1::Event& do_post_first(Announcer& announce, const FirstMessage& message);

}  // namespace ramure::community
